import type {Participant} from '@rtc-call/engine';
import type {CallError} from '@rtc-call/engine/errors';

/** The dialog in which I compare with one person. */
export interface Check {
  readonly id: string;
  /** The person’s name when it was opened, for when they have left. */
  readonly name: string;
  /** `verify()` has not settled yet. */
  readonly isAsking: boolean;
  /** The person was verified before. */
  readonly wasVerified: boolean;
  /** I have said that the emoji match. */
  readonly isConfirmed: boolean;
  /** They did not match: that stays to be read when the person leaves, as they should. */
  readonly hasDiffered: boolean;
  /** Why `verify()` failed. */
  readonly error: CallError | null;
  /** I asked to remember the person, which this browser can’t. */
  readonly isNotKept: boolean;
}

export type Step =
  | 'asking'
  | 'comparing'
  | 'waiting'
  | 'matched'
  | 'differs'
  | 'broken-off'
  | 'no-answer'
  | 'impossible'
  | 'left';

/** Where a check is: derived from what the call knows, so that the dialog never contradicts it. */
export function stepOf(check: Check, person: Participant | undefined): Step {
  const {isAsking, wasVerified, isConfirmed, hasDiffered, error} = check;
  if (!person) return hasDiffered ? 'differs' : 'left';
  const {state = 'none', isComparing = false, emoji = null, isMutual = false} = person.verification ?? {};
  if (state === 'impossible' || error?.code === 'not-verifiable') return 'impossible';
  if (error?.code === 'no-answer') return 'no-answer';
  if (error) return 'broken-off';
  if (isComparing) return emoji ? 'comparing' : 'asking';
  if (state === 'mismatch') return 'differs';
  if (state === 'verified' && (isConfirmed || !wasVerified)) return isMutual ? 'matched' : 'waiting';
  return isAsking ? 'asking' : 'broken-off';
}
