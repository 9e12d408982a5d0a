import {
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  ParticipantUpdatedEvent,
  VerificationChangedEvent,
  type CallStatus,
} from './events.js';
import type {EndReason} from './link/index.js';
import {ringStatus, type Meeting, type Participant} from './meeting/index.js';
import type {Resumption} from './signaling/index.js';

/** The status of the call as a whole. It is derived, so it can't contradict the meeting and its links. */
export function callStatusOf(
  {partner, room, stage, isJoined, endReason}: Meeting,
  participants: readonly Participant[],
): CallStatus {
  const status = partner && ringStatus(partner);
  // After a return from the back/forward cache, a call that is dialed again is still this call.
  if (status === 'ringing' || (status === 'dialing' && !isJoined)) return status;
  if (stage === 'lobby') return 'lobby';
  if (room?.isKnocking) return 'knocking';
  const statuses = new Set(participants.map(({status}) => status));
  const best = (['connected', 'reconnecting', 'connecting'] as const).find(status => statuses.has(status));
  if (best) return best;
  if (stage === 'in') return isJoined ? 'waiting' : 'connecting';
  if (partner) return 'connecting';
  return endReason ? 'ended' : 'idle';
}

/** The events for who left, joined and changed. `reasonOf` returns why someone left. */
export function participantEvents(
  before: readonly Participant[],
  after: readonly Participant[],
  reasonOf: (id: string) => EndReason,
): readonly Event[] {
  const left = before
    .filter(({id}) => !after.some(participant => participant.id === id))
    .map(participant => new ParticipantLeftEvent({participant, reason: reasonOf(participant.id)}));
  const others = after.flatMap(participant => {
    const known = before.find(({id}) => id === participant.id);
    if (!known) return [new ParticipantJoinedEvent({participant})];
    return [
      ...(known === participant ? [] : [new ParticipantUpdatedEvent({participant})]),
      ...(known.verification === participant.verification
        ? []
        : [new VerificationChangedEvent({participant})]),
    ];
  });
  return [...left, ...others];
}

/** What a reloaded page returns to: the room that I am in, or the connected one-to-one call. Null if there is neither. */
export function resumptionOf({
  room,
  stage,
  continuation,
}: Meeting): Pick<Resumption, 'room' | 'text' | 'peer'> | null {
  if (stage === 'in' && room) return {room: room.name, ...(room.text && {text: room.text})};
  return continuation && {peer: continuation};
}
