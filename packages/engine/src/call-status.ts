import {
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  ParticipantUpdatedEvent,
  type CallStatus,
} from './events.js';
import type {EndReason} from './link/index.js';
import {ringStatus, type Meeting, type Participant} from './meeting/index.js';
import type {Resumption} from './signaling/index.js';

/** Where the call as a whole stands: derived, so that it can't disagree with those who know. */
export function callStatusOf(
  {partner, stage, isJoined, endReason}: Meeting,
  participants: readonly Participant[],
): CallStatus {
  const ring = partner && ringStatus(partner);
  if (ring === 'ringing' || ring === 'dialing') return ring;
  if (stage === 'lobby') return 'lobby';
  const statuses = new Set(participants.map(({status}) => status));
  const best = (['connected', 'reconnecting', 'connecting'] as const).find(status => statuses.has(status));
  if (best) return best;
  if (stage === 'in') return isJoined ? 'waiting' : 'connecting';
  if (partner) return 'connecting';
  return endReason ? 'ended' : 'idle';
}

/** Who left, who joined and who changed, in this order. `reasonOf` says why somebody left. */
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
    return known === participant ? [] : [new ParticipantUpdatedEvent({participant})];
  });
  return [...left, ...others];
}

/** What a reload comes back to: the room that I am in, or the call of two that goes on. Null where there is neither. */
export function placeOf({room, stage, partner}: Meeting): Pick<Resumption, 'room' | 'peer'> | null {
  if (stage === 'in' && room) return {room: room.name};
  const link = partner?.link;
  const isTalking = link?.state.status === 'connected' || link?.state.status === 'reconnecting';
  return partner && link?.isRtcCall && isTalking ? {peer: {id: partner.id, link: link.id}} : null;
}
