import type {Participant} from '@rtc-call/engine';

/** What has to be said about a person outside the dialog, the most urgent first. */
export type NewsKind = 'differs' | 'changed' | 'room' | 'aborts' | 'request';

export interface PersonNews {
  readonly kind: NewsKind;
  readonly person: Participant;
}

/** From this number of checks that were broken off in a row, somebody may be guessing. As in the engine. */
export const MAX_ABORTS = 3;

const KINDS: readonly NewsKind[] = ['differs', 'changed', 'room', 'aborts', 'request'];

const isSo: Readonly<Record<NewsKind, (one: NonNullable<Participant['verification']>) => boolean>> = {
  differs: ({state}) => state === 'mismatch',
  changed: ({state}) => state === 'changed',
  room: ({isRoomDifferent}) => isRoomDifferent,
  aborts: ({aborts}) => aborts >= MAX_ABORTS,
  request: ({isComparing}) => isComparing,
};

/** All there is to say, by urgency. */
export const newsOf = (participants: readonly Participant[]): PersonNews[] =>
  KINDS.flatMap(kind =>
    participants
      .filter(({verification}) => verification && isSo[kind](verification))
      .map(person => ({kind, person})),
  );
