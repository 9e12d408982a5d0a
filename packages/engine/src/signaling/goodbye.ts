import type {Farewell} from './signaling.js';

interface Goodbye {
  readonly id: string;
  /** The secret of the id, or the access token. */
  readonly token: string;
  readonly session: string;
  readonly farewells: readonly Farewell[];
}

/** How many links one goodbye names; the broker accepts no more. */
const MAX_LINKS = 64;

/**
 * Tells the broker in a request of its own that this page goes away. The browser completes it after the page is gone,
 * and it needs neither the socket nor a preflight.
 */
export function sendGoodbye(broker: URL, {id, token, session, farewells}: Goodbye) {
  const links = farewells
    .slice(0, MAX_LINKS)
    .map(({to, link, isRtcCall}) => ({to, link, ...(!isRtcCall && {isPlain: true})}));
  const url = new URL('leave', broker);
  // As a string, the body is text/plain, which needs no preflight.
  const body = JSON.stringify({id, token, session, links});
  // Of a tab that is closed, Firefox 153 sends most beacons, but hardly ever a fetch with `keepalive`.
  if (navigator.sendBeacon?.(url, body)) return;
  fetch(url, {method: 'POST', body, keepalive: true, mode: 'no-cors', credentials: 'omit'}).catch(() => {});
}
