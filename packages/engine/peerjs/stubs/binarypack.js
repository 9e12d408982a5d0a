/** For data connections, of which a call has none. */
export const pack = undefined;
export const unpack = undefined;
