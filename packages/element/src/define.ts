import {RtcCall} from './rtc-call.js';

// No `customElements` on a server; defined already where the page has the script and the package.
if (globalThis.customElements && !customElements.get('rtc-call')) customElements.define('rtc-call', RtcCall);
