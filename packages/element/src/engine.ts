/** The engine, in a chunk of its own: imported when the first call is made, so that the page paints before. */
export {createCall} from '@rtc-call/engine';
