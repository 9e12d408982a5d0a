import {OnDemand} from '@rtc-call/engine/on-demand';
import type {Context} from '../context.js';

/** What hosts see of the door of a room, those who are outside it, and whoever is told what a host did. */
export const doorViews = new OnDemand('door', () => import('./door.js'));

/** Whether there is any of it to see. Most rooms have a door that nobody uses. */
export const isDoorSeen = ({door, ui}: Pick<Context, 'door' | 'ui'>): boolean =>
  ui.moderated !== null || (door !== null && (door.role !== null || door.isLocked || door.isKnockRequired));
