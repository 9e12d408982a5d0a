/**
 * The options: one schema, from which the flags and environment variables of `rtc-broker serve` are derived. Imports
 * only the leaves.
 */
export type {BrokerOptions, Config} from './options.js';
export {OptionsError, readOptions} from './read-options.js';
export {SETTINGS, readSettings, type Setting} from './settings.js';
