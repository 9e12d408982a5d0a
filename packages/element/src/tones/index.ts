import {OnDemand} from '@rtc-call/engine/on-demand';

/** The tones, which nobody hears before a call rings or a speaker is tested. */
export const tones = new OnDemand('tones', () => import('./tones.js'));
