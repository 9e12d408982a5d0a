import type {LinkMessage} from './messages.js';
import type {Invitation} from './signaling.js';

/** A PeerServer frame from a client. */
export interface OutgoingFrame {
  readonly type: 'OFFER' | 'ANSWER' | 'CANDIDATE' | 'LEAVE' | 'EXPIRE';
  readonly dst: string;
  readonly payload?: Readonly<Record<string, unknown>>;
}

/** Wraps our own messages in an offer that stock pages ignore. */
export const envelope = (dst: string, message: object): OutgoingFrame => ({
  type: 'OFFER',
  dst,
  payload: {type: 'rtc-call', ...message},
});

/** The first offer, in PeerJS's own format, so that stock pages and ours can ring each other. */
export const invitationFrame = (dst: string, {link, sdp, native}: Invitation): OutgoingFrame => ({
  type: 'OFFER',
  dst,
  payload: {
    sdp: {type: 'offer', sdp},
    type: 'media',
    connectionId: link,
    metadata: {rtcCall: native},
  },
});

/** A message in PeerJS's own format, for a plain PeerJS page; null if PeerJS has no equivalent. */
export function plainFrame(dst: string, link: string, message: LinkMessage): OutgoingFrame | null {
  const connection = {type: 'media', connectionId: link};
  switch (message.kind) {
    case 'description':
      return {type: 'ANSWER', dst, payload: {...connection, sdp: message.description}};
    case 'candidate':
      return {type: 'CANDIDATE', dst, payload: {...connection, candidate: message.candidate}};
    case 'bye': {
      // EXPIRE raises `peer-unavailable` on a caller that has no answer yet; LEAVE closes an open connection.
      const isRefusal = message.reason === 'declined' || message.reason === 'busy';
      return {type: isRefusal ? 'EXPIRE' : 'LEAVE', dst, payload: {connectionId: link}};
    }
    default:
      return null;
  }
}
