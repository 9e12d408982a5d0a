import {OnDemand} from '@rtc-call/engine/on-demand';

/** The captions that the page supplies. Loaded with the first one. */
export const captions = new OnDemand('captions', () => import('./captions.js'));
