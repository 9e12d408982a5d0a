import type {LinkState} from '../link/index.js';
import type {RemotePeer} from './remote-peer.js';

/** Who rings, or is rung: a snapshot, replaced on every change. */
interface Ring {
  readonly peerId: string;
  readonly displayName: string;
}

export interface IncomingRing extends Ring {
  /** The broker confirmed that the caller's token has the claim `trusted`. */
  readonly isTrusted: boolean;
  /** `displayName` is the one in the caller's token; otherwise, the caller chose it. */
  readonly isNameVerified: boolean;
  /** The two are connected while it rings, so `setViewHeight()` can ask the caller for its video. */
  readonly canShowVideo: boolean;
  /**
   * The caller's video, at most 640 × 360, while it arrives and `setViewHeight()` asks for it; null otherwise. The same
   * object as the participant's stream later. The caller sends no audio before accept; play it muted nevertheless.
   */
  readonly video: MediaStream | null;
}

export interface OutgoingRing extends Ring {
  /** It rings at the callee. False before that, and always for a plain PeerJS page, which doesn't tell. */
  readonly isRinging: boolean;
  /** The callee sees my video while it rings. */
  readonly isSeen: boolean;
}

/** Where the ring of my partner stands; without a link yet, the broker is being connected. */
export const ringStatus = ({link}: RemotePeer): LinkState['status'] => link?.state.status ?? 'dialing';

/** What is shown of the caller while it rings. */
export function incomingOf(partner: RemotePeer | null): IncomingRing | null {
  if (!partner || ringStatus(partner) !== 'ringing') return null;
  const {id: peerId, displayName, vouched, link, preview: video} = partner;
  const {isTrusted, name} = vouched;
  const canShowVideo = link?.isChannelOpen ?? false;
  return {peerId, displayName, isTrusted, isNameVerified: name !== null, canShowVideo, video};
}

/** What is shown of the callee while it rings there. */
export function outgoingOf(partner: RemotePeer | null): OutgoingRing | null {
  if (!partner || ringStatus(partner) !== 'dialing') return null;
  const {id: peerId, displayName, viewHeight, link} = partner;
  return {peerId, displayName, isRinging: link?.isRtcCall ?? false, isSeen: Boolean(viewHeight)};
}
