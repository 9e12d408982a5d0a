import {OnDemand} from '@rtc-call/engine/on-demand';

/** Meters of loudness, for wherever there is a microphone to look at. */
export const meters = new OnDemand('sound-level', () => import('./sound-level.js'));
