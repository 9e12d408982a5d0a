/** What the served script loads first; the rest of the package is imported when it is needed. */
import './define.js';

export {setDefaultBroker} from './options.js';
export {RtcCall} from './rtc-call.js';
export {registerStrings} from './strings.js';
