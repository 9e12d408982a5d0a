/** The command `rtc-broker`. Imports broker.ts, and what the commands need from the folders. */
export {createCli} from './main.js';
