import {Negotiation, type CandidateMessage, type DescriptionMessage} from '../link/negotiation.js';
import {until} from './until.js';
import {Wire} from './wire.js';

export type Message = DescriptionMessage | CandidateMessage;

export const isOffer = (message: Message): message is DescriptionMessage =>
  message.kind === 'description' && message.description.type === 'offer';
export const isAnswer = (message: Message): message is DescriptionMessage =>
  message.kind === 'description' && message.description.type === 'answer';

/** A connection that negotiates, and the wire for its messages to the other side. */
export interface Side {
  readonly pc: RTCPeerConnection;
  readonly negotiation: Negotiation;
  readonly wire: Wire<Message>;
  readonly errors: string[];
  /** Null on the callee's side until the channel arrives. */
  channel: RTCDataChannel | null;
}

export interface Pair {
  readonly polite: Side;
  readonly impolite: Side;
  /** Aborts both negotiations; the connections stay. */
  abort(): void;
  close(): void;
}

interface PairOptions {
  readonly canRenegotiate?: () => boolean;
  /** A video track that both sides send. */
  readonly camera?: MediaStreamTrack;
}

/** Two real connections that negotiate over two wires. The polite side is the caller; adding a track makes it offer. */
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
        // As in a link, audio goes both ways.
        for (const transceiver of pc.getTransceivers())
          if (transceiver.receiver.track.kind === 'audio') transceiver.direction = 'sendrecv';
        const video = pc.getTransceivers().find(({receiver}) => receiver.track.kind === 'video');
        if (!camera || !video || video.sender.track) return;
        video.direction = 'sendrecv';
        void video.sender.replaceTrack(camera);
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
    abort: () => life.abort(),
    close() {
      life.abort();
      polite.pc.close();
      impolite.pc.close();
    },
  };
}

/** Waits until both sides are stable, agree on the descriptions, are connected, and receive each other's messages. */
export async function untilConnected(pair: Pair, ms?: number) {
  const {polite, impolite} = pair;
  await until(() => isSettled(polite, impolite) && isSettled(impolite, polite), 'both sides agree', ms);
  await Promise.all([untilReceived(polite, impolite, ms), untilReceived(impolite, polite, ms)]);
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

async function untilReceived(from: Side, to: Side, ms?: number) {
  const message = crypto.getRandomValues(new Uint32Array(1)).join();
  let isReceived = false;
  const listen = ({data}: MessageEvent) => (isReceived ||= data === message);
  const isOpen = ({channel}: Side) => channel?.readyState === 'open';
  await until(() => isOpen(from) && isOpen(to), 'the channel is open', ms);
  to.channel!.addEventListener('message', listen);
  from.channel!.send(message);
  await until(() => isReceived, 'a message arrives', ms);
  to.channel!.removeEventListener('message', listen);
}

/** Identifies the ICE session of a description. */
export const ufrag = (description: RTCSessionDescription | null) =>
  /^a=ice-ufrag:(.*)$/m.exec(description?.sdp ?? '')?.[1]?.trim();

export const sections = (description: RTCSessionDescription | null) =>
  description?.sdp.match(/^m=/gm)?.length ?? 0;
