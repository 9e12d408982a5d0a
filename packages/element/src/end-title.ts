import type {EndReason} from '@rtc-call/engine';
import type {Context} from './context.js';

/** The title of an ended call: what went wrong if the broker or the page is to blame, otherwise how it ended. */
export function endTitle({strings, options, ui, error}: Context, reason: EndReason): string {
  const failure = ui.failure ?? error;
  const failureTitle = failure && strings.failureTitles[failure.code];
  if (failureTitle) return failureTitle;
  if (options.room !== undefined && reason === 'hung-up') return strings.endTitles.left;
  return (ui.wasRung ? strings.endTitlesRung[reason] : undefined) ?? strings.endTitles[reason];
}
