/** For data connections, of which a call has none. */
export const Encoder = undefined;
export const decodeMultiStream = undefined;
