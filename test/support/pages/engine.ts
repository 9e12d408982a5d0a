/** The engine alone, as someone else's UI would use it: the tests call `rtc.createCall()`. */
import * as rtc from '@rtc-call/engine';

declare global {
  interface Window {
    rtc: typeof rtc;
  }
}
window.rtc = rtc;
