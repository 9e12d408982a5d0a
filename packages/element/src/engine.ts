/**
 * The engine in its own chunk: imported for the first call, so that the page can paint first. Not from its index, whose other
 * exports are in chunks of their own, and would be loaded with it.
 */
export {createCall} from '@rtc-call/engine/call-session';
