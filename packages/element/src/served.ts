// The script that a broker serves: its own folder is the broker.
import {setDefaultBroker} from './options.js';
import './define.js';

setDefaultBroker(new URL('.', import.meta.url).href);

export {RtcCall} from './rtc-call.js';
export {registerStrings} from './strings.js';
