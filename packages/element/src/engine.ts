/** The engine in its own chunk: imported for the first call, so that the page can paint first. */
export {createCall} from '@rtc-call/engine';
