/** `rtc-broker check`: reaches a broker as a browser would. Imports nothing but the leaves, since the broker is elsewhere. */
export {checkBroker} from './check-broker.js';
export type {Finding} from './findings.js';
