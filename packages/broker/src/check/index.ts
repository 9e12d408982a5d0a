/** `rtc-broker check`: connects to a broker as a browser would. Imports only the leaves: the broker is elsewhere. */
export {checkBroker} from './check-broker.js';
export type {Finding} from './findings.js';
