/**
 * The rule for ICE servers that a page sets, for the element and the engine. This file imports nothing. Browsers check the
 * same (W3C WebRTC §4.4.1.6), but only when a connection is created, which is too late to report it.
 */

/** A host name, an IPv4 address or an IPv6 address in brackets, with or without a port. */
const HOST = String.raw`(?:\[[\da-f:.]+\]|[^\s/?#@:[\]]+)(?::\d{1,5})?`;
/** RFC 7064 §3.1 and RFC 7065 §3.1; there is no `//`. */
const STUN = new RegExp(`^stuns?:${HOST}$`, 'i');
const TURN = new RegExp(String.raw`^turns?:${HOST}(?:\?transport=\w+)?$`, 'i');

/** More servers than this only slow down a connection. */
const MAX_SERVERS = 32;

/** What is wrong with a value for `iceServers`, in English; null if it is valid. Never contains a credential. */
export function iceServersProblem(value: unknown): string | null {
  if (!Array.isArray(value)) return 'an array of RTCIceServer';
  if (value.length > MAX_SERVERS) return `at most ${MAX_SERVERS} servers`;
  for (const [index, server] of value.entries()) {
    const problem = serverProblem(server);
    if (problem) return `[${index}]: ${problem}`;
  }
  return null;
}

const isTurn = (url: unknown) => typeof url === 'string' && TURN.test(url);

function serverProblem(server: unknown): string | null {
  if (typeof server !== 'object' || server === null) return 'an object with urls';
  const {urls, username, credential} = server as Record<string, unknown>;
  const list: readonly unknown[] = Array.isArray(urls) ? urls : [urls];
  if (list.length === 0) return 'urls must not be empty';
  for (const url of list)
    if (!(typeof url === 'string' && STUN.test(url)) && !isTurn(url))
      return 'each of urls is like stun:host:port, turn:host:port or turns:host:port?transport=tcp';
  const hasCredential = typeof username === 'string' && typeof credential === 'string';
  return list.some(isTurn) && !hasCredential ? 'a TURN server needs username and credential' : null;
}
