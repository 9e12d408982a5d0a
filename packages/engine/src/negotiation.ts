import type {Description, LinkMessage} from './signaling.js';
import {withDtx} from './sending.js';
import type {TraceEntry, TraceStep} from './trace.js';

export type DescriptionMessage = Extract<LinkMessage, {kind: 'description'}>;
export type CandidateMessage = Extract<LinkMessage, {kind: 'candidate'}>;

/** Candidates that wait for their description. A restart gathers about a dozen. */
const MAX_WAITING = 128;

interface NegotiationOptions {
  readonly pc: RTCPeerConnection;
  /** Of two sides exactly one is polite: it takes the other's offer back its own where both made one at once. */
  readonly isPolite: boolean;
  /** False for a peer that can't take a second offer. */
  readonly canRenegotiate: () => boolean;
  readonly send: (message: DescriptionMessage | CandidateMessage) => void;
  /** What the media sections carry, if not microphone and camera. */
  readonly tracks: () => DescriptionMessage['tracks'];
  readonly onTracks: (tracks: NonNullable<DescriptionMessage['tracks']>) => void;
  /** Their offer is set, mine to answer: the moment to put tracks in. */
  readonly onOffer: () => void;
  readonly onError: (error: unknown) => void;
  readonly trace: (step: TraceStep, side?: TraceEntry['side'], detail?: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Perfect negotiation (W3C WebRTC §10.7) over a way to send and a way to receive that may lose, double and reorder.
 * Everything runs one after the other, so the only race left is that of two offers on the wire. Offers are
 * numbered: an answer names its offer, an old offer is not taken, and one that comes again is answered again.
 */
export class Negotiation {
  readonly #options: NegotiationOptions;
  readonly #pc: RTCPeerConnection;
  #queue: Promise<void> = Promise.resolve();
  /** Number of my last offer. */
  #n = 0;
  /** Number of their last offer that I took. */
  #theirs = -1;
  #lastAnswer: DescriptionMessage | null = null;
  #isIgnoringOffer = false;
  #waiting: RTCIceCandidateInit[] = [];

  constructor(options: NegotiationOptions) {
    const {pc, signal, trace, send} = options;
    this.#options = options;
    this.#pc = pc;
    pc.addEventListener('negotiationneeded', () => void this.#enqueue(() => this.#offer()), {signal});
    pc.addEventListener(
      'icecandidate',
      ({candidate}) => {
        if (!candidate?.candidate) return;
        trace('candidate-gathered', 'local', candidate.type ?? undefined);
        send({kind: 'candidate', candidate: candidate.toJSON() as RTCIceCandidateInit & {candidate: string}});
        trace('candidate-sent', 'local', candidate.type ?? undefined);
      },
      {signal},
    );
  }

  /** Takes a message of the other side. What is late, double or makes no sense is dropped. */
  receive(message: DescriptionMessage | CandidateMessage): Promise<void> {
    return this.#enqueue(() =>
      message.kind === 'candidate'
        ? this.#receiveCandidate(message.candidate)
        : this.#receiveDescription(message),
    );
  }

  /** Looks for a new path, even while an earlier offer is unanswered (it may have been lost). */
  restartIce(): Promise<void> {
    return this.#enqueue(async () => {
      if (!this.#options.canRenegotiate() || !this.#pc.remoteDescription) return;
      if (this.#pc.signalingState === 'have-local-offer')
        await this.#pc.setLocalDescription({type: 'rollback'});
      await this.#offer({iceRestart: true});
    });
  }

  #enqueue(task: () => Promise<void>): Promise<void> {
    this.#queue = this.#queue.then(async () => {
      if (this.#options.signal.aborted) return;
      try {
        await task();
      } catch (error) {
        if (!this.#options.signal.aborted) this.#options.onError(error);
      }
    });
    return this.#queue;
  }

  async #offer(offerOptions?: RTCOfferOptions) {
    // In any other state the browser asks again once it is stable.
    if (this.#pc.signalingState !== 'stable') return;
    if (this.#pc.remoteDescription && !this.#options.canRenegotiate()) return;
    await this.#describe(await this.#pc.createOffer(offerOptions), ++this.#n);
  }

  async #describe(created: RTCSessionDescriptionInit, n: number): Promise<DescriptionMessage> {
    const {trace, send, tracks} = this.#options;
    const type = created.type as Description['type'];
    trace(`${type}-created`);
    await this.#pc.setLocalDescription(created);
    trace('local-description-set', 'local', type);
    const description = {type, sdp: this.#pc.localDescription!.sdp};
    const message: DescriptionMessage = {kind: 'description', description, n, tracks: tracks()};
    send(message);
    trace(`${type}-sent`);
    return message;
  }

  async #receiveDescription({description, n, tracks}: DescriptionMessage) {
    const {trace, isPolite, send, onTracks} = this.#options;
    const pc = this.#pc;
    if (description.type === 'answer') {
      if (pc.signalingState !== 'have-local-offer' || n !== this.#n) return;
    } else if (n <= this.#theirs) {
      if (n === this.#theirs && this.#lastAnswer && pc.signalingState === 'stable') send(this.#lastAnswer);
      return;
    } else {
      this.#isIgnoringOffer = !isPolite && pc.signalingState !== 'stable';
      if (this.#isIgnoringOffer) return;
      this.#theirs = n;
    }
    trace(`${description.type}-received`, 'remote');
    if (tracks) onTracks(tracks);
    await pc.setRemoteDescription({type: description.type, sdp: withDtx(description.sdp)});
    trace('remote-description-set', 'local', description.type);
    const waiting = this.#waiting.splice(0);
    for (const candidate of waiting) await this.#addCandidate(candidate);
    if (description.type === 'answer') return;
    this.#options.onOffer();
    this.#lastAnswer = await this.#describe(await pc.createAnswer(), n);
  }

  async #receiveCandidate(candidate: RTCIceCandidateInit | null) {
    if (!candidate?.candidate) return;
    this.#options.trace('candidate-received', 'remote', candidateType(candidate.candidate));
    await this.#addCandidate(candidate);
  }

  async #addCandidate(candidate: RTCIceCandidateInit) {
    const ufrag = candidate.usernameFragment ?? / ufrag (\S+)/.exec(candidate.candidate ?? '')?.[1];
    const remote = this.#pc.remoteDescription;
    if (!remote || (ufrag && !remote.sdp.includes(`a=ice-ufrag:${ufrag}`))) {
      // It came before its description: over another path, or out of order.
      if (this.#waiting.length < MAX_WAITING) this.#waiting.push(candidate);
      return;
    }
    try {
      await this.#pc.addIceCandidate(candidate);
      this.#options.trace('candidate-added', 'local', candidateType(candidate.candidate ?? ''));
    } catch (error) {
      if (!this.#isIgnoringOffer) throw error;
    }
  }
}

/** `typ` of a candidate line (RFC 8839 §5.1): host, srflx, prflx or relay. */
export function candidateType(candidate: string): string | undefined {
  return / typ (\w+)/.exec(candidate)?.[1];
}
