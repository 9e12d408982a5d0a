/** What the served script loads first; the rest of the package is imported when it is needed. */
import './define.js';
import {setDefaultBroker} from './options.js';

export {RtcCall} from './rtc-call.js';
export {registerStrings} from './strings.js';

/**
 * Called by the script that a broker serves, which lies in `folder`: that is where the broker is. `chunks` are what every
 * call loads later; a browser would find them one after the other, a round trip each.
 */
export function serveFrom(folder: string, chunks: readonly string[]) {
  setDefaultBroker(folder);
  if (!document.querySelector('rtc-call')) return;
  for (const chunk of chunks) {
    const link = document.createElement('link');
    link.rel = 'modulepreload';
    link.href = new URL(chunk, folder).href;
    document.head.append(link);
  }
}
