import {OnDemand} from '@rtc-call/engine/on-demand';

/** Replaces the link of a page on localhost, which nobody else can open, while the visitor waits for others. */
export const lanLink = new OnDemand('lan-link', async () => (await import('./views/lan-link.js')).lanLink);
