import {Negotiation, type CandidateMessage, type DescriptionMessage} from '../link/negotiation.js';
import {until} from './until.js';
import {Wire} from './wire.js';

export type Message = DescriptionMessage | CandidateMessage;

export const isOffer = (message: Message): message is DescriptionMessage =>
  message.kind === 'description' && message.description.type === 'offer';
export const isAnswer = (message: Message): message is DescriptionMessage =>
  message.kind === 'description' && message.description.type === 'answer';

/** A connection that negotiates, and the way that its messages take to the other one. */
export interface Side {
  readonly pc: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly wire: Wire<Message>;
  readonly errors: string[];
  /** The caller's from the start; the callee's once it has come. */
  channel: RTCDataChannel | null;
}

export interface Pair {
  readonly polite: Side;
  readonly impolite: Side;
  /** Gives both negotiations up; the connections stay. */
  giveUp(): void;
  close(): void;
}

interface PairOptions {
  readonly canRenegotiate?: () => boolean;
  /** A picture that goes both ways. */
  readonly camera?: MediaStreamTrack;
}

/** Two real connections that negotiate over two wires; the polite side is the caller, and about to offer. */
export function createPair({canRenegotiate = () => true, camera}: PairOptions = {}): Pair {
  const life = new AbortController();
  const create = (isPolite: boolean, other: () => Side): Side => {
    const pc = new RTCPeerConnection({bundlePolicy: 'max-bundle'});
    const wire = new Wire<Message>(message => void other().negotiation.receive(message));
    const errors: string[] = [];
    const negotiation = new Negotiation({
      pc,
      isPolite,
      canRenegotiate,
      send: message => wire.send(message),
      tracks: () => undefined,
      onTracks: () => {},
      onOffer: () => {
        // As a link does it, sound goes both ways.
        for (const transceiver of pc.getTransceivers())
          if (transceiver.receiver.track.kind === 'audio') transceiver.direction = 'sendrecv';
        const place = pc.getTransceivers().find(({receiver}) => receiver.track.kind === 'video');
        if (!camera || !place || place.sender.track) return;
        place.direction = 'sendrecv';
        void place.sender.replaceTrack(camera);
      },
      onError: error => errors.push(String(error)),
      trace: () => {},
      signal: life.signal,
    });
    const channel = isPolite ? pc.createDataChannel('test') : null;
    if (isPolite && camera) pc.addTransceiver(camera);
    const side: Side = {pc, negotiation, wire, errors, channel};
    pc.addEventListener('datachannel', ({channel}) => (side.channel = channel));
    return side;
  };
  const polite: Side = create(true, () => impolite);
  const impolite: Side = create(false, () => polite);
  return {
    polite,
    impolite,
    giveUp: () => life.abort(),
    close() {
      life.abort();
      polite.pc.close();
      impolite.pc.close();
    },
  };
}

/** Both sides stable, agreed on one and the same pair of descriptions, connected, and heard by each other. */
export async function untilConnected(pair: Pair, ms?: number) {
  const {polite, impolite} = pair;
  await until(() => isSettled(polite, impolite) && isSettled(impolite, polite), 'both sides agree', ms);
  await Promise.all([untilHeard(polite, impolite, ms), untilHeard(impolite, polite, ms)]);
}

function isSettled(mine: Side, theirs: Side): boolean {
  const {signalingState, connectionState, currentLocalDescription} = mine.pc;
  return (
    signalingState === 'stable' &&
    connectionState === 'connected' &&
    ufrag(currentLocalDescription) === ufrag(theirs.pc.currentRemoteDescription) &&
    sections(currentLocalDescription) === sections(theirs.pc.currentRemoteDescription)
  );
}

async function untilHeard(from: Side, to: Side, ms?: number) {
  const word = crypto.getRandomValues(new Uint32Array(1)).join();
  let isHeard = false;
  const listen = ({data}: MessageEvent) => (isHeard ||= data === word);
  const isOpen = ({channel}: Side) => channel?.readyState === 'open';
  await until(() => isOpen(from) && isOpen(to), 'the channel is open', ms);
  to.channel!.addEventListener('message', listen);
  from.channel!.send(word);
  await until(() => isHeard, 'a word comes through', ms);
  to.channel!.removeEventListener('message', listen);
}

/** Names the ICE session that a description belongs to. */
export const ufrag = (description: RTCSessionDescription | null) =>
  /^a=ice-ufrag:(.*)$/m.exec(description?.sdp ?? '')?.[1]?.trim();

export const sections = (description: RTCSessionDescription | null) =>
  description?.sdp.match(/^m=/gm)?.length ?? 0;
