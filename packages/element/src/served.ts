// The script that a broker serves, `<prefix>/rtc-call.js`: its own folder is the broker.
import {setDefaultBroker} from './main.js';

setDefaultBroker(new URL('.', import.meta.url).href);

export {RtcCall, registerStrings} from './main.js';
