import {OnDemand} from '@rtc-call/engine/on-demand';

/** What opens over the view, and the controls that are only in "more". To add a menu, add a file and a line in menus.ts. */
export const menus = new OnDemand('menus', () => import('./menus.js'));
