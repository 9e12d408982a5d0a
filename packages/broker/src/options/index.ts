/**
 * The options: one schema, from which the flags and environment variables of `rtc-broker serve` are derived. Imports
 * nothing but the leaves.
 */
export {OptionsError, readOptions, type BrokerOptions, type Config} from './options.js';
export {SETTINGS, readSettings, type Setting} from './settings.js';
