import {isAnyoneRemembered} from '@rtc-call/engine/remembered';
import {OnDemand} from '@rtc-call/engine/on-demand';
import type {Context} from '../context.js';

/** The check that a call is private: two people compare seven emoji. */
export const verificationViews = new OnDemand('verification', () => import('./verification.js'));

/** Whether there is any of it to see: where a check can be started, what is known already, and what can be forgotten. */
export const isVerificationSeen = ({ui, participants}: Pick<Context, 'ui' | 'participants'>): boolean =>
  ui.panel === 'people' ||
  (ui.panel === 'settings' && isAnyoneRemembered()) ||
  participants.some(({verification}) => verification);
