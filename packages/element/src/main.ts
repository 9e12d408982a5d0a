/** Loaded first by the served script; the rest of the package is imported on demand. */
import './define.js';
import {setFetchPart} from '@rtc-call/engine/on-demand';
import {setDefaultBroker} from './options.js';
import {fetchFrom} from './served-files.js';

export {RtcCall} from './rtc-call.js';
export {registerStrings} from './strings/index.js';

/**
 * Called by the script that a broker serves from `folder`, which is also the broker's URL. `parts` are the files of
 * what is loaded on demand. Elements that are already in the page load theirs in the next microtask.
 */
export function serveFrom(folder: string, parts: string) {
  setDefaultBroker(folder);
  setFetchPart(fetchFrom(folder, parts));
}
