/** English of a room with a door: what hosts see, and those who ask to be let in. */
export const doorStrings = {
  knockRequired: 'Somebody in the call has to let you in.',
  /** The label of a field for one line of text. */
  knockText: 'Who you are (optional)',
  askToJoin: 'Ask to join',
  knocking: 'Waiting to be let in',
  knockingHint: 'You’ll join as soon as somebody lets you in.',
  roomLocked: 'The room is locked',
  roomUnlocked: 'The room is no longer locked',

  hostControls: 'Host controls',
  lockRoom: 'Lock the room',
  lockRoomHint: 'Others have to ask to join.',
  muteEveryone: 'Mute everyone',
  /** `who`: “Ada”, “Ada and Ben”, or “Ada, Ben, and 3 others”. */
  wantsToJoin: (who: string, count: number) => (count === 1 ? `${who} wants to join` : `${who} want to join`),
  /** The heading of their list. */
  waitingToJoin: 'Waiting to join',
  admit: 'Admit',
  admitAll: 'Admit all',
  refuse: 'Decline',
  showAll: 'Show all',
  mutePerson: 'Mute',
  removePerson: 'Remove',
  removeTitle: (name: string) => `Remove ${name} from the call?`,
  removeHint: 'They leave at once, and can’t simply come back.',
  leaveTitle: 'Leave the call, or end it for everyone?',
  endForEveryone: 'End for everyone',

  mutedByHost: 'A host muted you. You can turn your microphone on again.',
  shareStoppedByHost: 'A host stopped your screen sharing.',
};

export type DoorStrings = typeof doorStrings;
