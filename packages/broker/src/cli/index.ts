/** The command `rtc-broker`. Imports broker.ts, and from the folders what a command needs. */
export {createCli} from './main.js';
