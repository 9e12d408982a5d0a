/** No browser that we support needs the shims; peerjs reads this and nothing else. */
// oxlint-disable-next-line import/no-default-export -- as the package has it
export default {browserDetails: {}};
