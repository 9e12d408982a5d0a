/** Loaded first by the served script; the rest of the package is imported on demand. */
import './define.js';
import {setDefaultBroker} from './options.js';

export {RtcCall} from './rtc-call.js';
export {registerStrings} from './strings.js';

/**
 * Called by the script that a broker serves from `folder`, which is also the broker's URL. `chunks` are the files that
 * every call needs later; they are preloaded because a browser would discover them one round trip after the other.
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
