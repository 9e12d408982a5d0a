import {RtcCall} from './rtc-call.js';

// `customElements` doesn't exist on a server. If the page loads both the script and the package, it is already defined.
if (globalThis.customElements && !customElements.get('rtc-call')) customElements.define('rtc-call', RtcCall);
