import type {Participant} from '@rtc-call/engine';
import {nameOf} from '../names.js';
import type {Strings} from '../strings/index.js';

export const nameOfPerson = ({id, displayName}: Participant, strings: Strings): string =>
  nameOf({peerId: id, displayName}, strings.guest);

/** The name of a participant, who may have left. */
export function nameOfId(peerId: string, participants: readonly Participant[], strings: Strings): string {
  const {displayName = ''} = participants.find(({id}) => id === peerId) ?? {};
  return nameOf({peerId, displayName}, strings.guest);
}
