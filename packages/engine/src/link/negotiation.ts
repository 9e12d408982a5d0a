import type {Description, LinkMessage} from '../signaling/index.js';
import {shapeAudio, type SendingShape} from '../media/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';

export type DescriptionMessage = Extract<LinkMessage, {kind: 'description'}>;
export type CandidateMessage = Extract<LinkMessage, {kind: 'candidate'}>;

/** Candidates that wait for their description; the oldest go first. A restart gathers about a dozen. */
const MAX_WAITING = 128;

/** How long a restart of the other side has to find a path, in ms, before one of mine would only disturb it. */
const RESTART_MS = 1_000;

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
 * numbered: an answer names its offer, and says which offers of its sender it voids; an offer that is old or void is
 * not taken, and one that comes again is answered again.
 */
export class Negotiation {
  readonly #options: NegotiationOptions;
  readonly #pc: RTCPeerConnection;
  #queue: Promise<void> = Promise.resolve();
  /** Number of my last offer. */
  #n = 0;
  /** Number of their last offer that I took, or know to be void. */
  #theirs = -1;
  #lastOffer: DescriptionMessage | null = null;
  #lastAnswer: DescriptionMessage | null = null;
  /** Their offer that came while mine was out. */
  #ignored: DescriptionMessage | null = null;
  #waiting: RTCIceCandidateInit[] = [];
  /** When I answered their last restart. */
  #restartedAt = -Infinity;
  /** Their last description as it came, and as it was set. */
  #theirSdp = '';
  #shapedSdp = '';
  #audio: SendingShape['audio'] = {isRedundant: false, maxBitrate: undefined};

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

  /**
   * Looks for a new path. An offer that is still unanswered goes out again. It is never taken back: the other side
   * may have it, and would not understand the next one.
   */
  restartIce(): Promise<void> {
    return this.#enqueue(async () => {
      const {remoteDescription, pendingLocalDescription: pending, currentLocalDescription} = this.#pc;
      if (!this.#options.canRenegotiate() || !remoteDescription) return;
      if (performance.now() - this.#restartedAt < RESTART_MS) return;
      if (!pending) return this.#offer({iceRestart: true});
      const isRestart = iceUfrag(pending.sdp) !== iceUfrag(currentLocalDescription?.sdp);
      if (!isRestart) this.#pc.restartIce(); // as soon as it is answered
      if (this.#lastOffer) this.#repeat(this.#lastOffer, pending);
    });
  }

  /**
   * How my sound is sent is up to what their description says of it. They take it either way, so that it is read once
   * more as it should be, as if they had answered, and nothing goes over the wire.
   */
  setAudio(audio: SendingShape['audio']) {
    void this.#enqueue(async () => {
      const pc = this.#pc;
      // In between nothing else may wait for their real answer.
      const isSettled = pc.signalingState === 'stable' && pc.getTransceivers().every(({mid}) => mid);
      if (!isSettled || pc.connectionState !== 'connected') return;
      this.#audio = audio;
      const sdp = shapeAudio(this.#theirSdp, audio);
      if (sdp === this.#shapedSdp) return;
      const offer = await pc.createOffer();
      // A restart that is still to come, after new ICE servers for instance, has to be told.
      if (iceUfrag(offer.sdp) !== iceUfrag(pc.currentLocalDescription?.sdp)) return this.#offer();
      const answer = asAnswer(sdp, !this.#isDtlsActive());
      this.#shapedSdp = sdp;
      await pc.setLocalDescription(offer);
      await pc.setRemoteDescription(answer).catch(() => pc.setLocalDescription({type: 'rollback'}));
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
    const created = offerOptions && (await this.#pc.createOffer(offerOptions));
    this.#lastOffer = await this.#describe('offer', ++this.#n, created);
  }

  /** Without `created` the browser makes the description itself, which saves a way to its signaling thread and back. */
  async #describe(
    type: Description['type'],
    n: number,
    created?: RTCLocalSessionDescriptionInit,
  ): Promise<DescriptionMessage> {
    const {trace, tracks} = this.#options;
    await this.#pc.setLocalDescription(created);
    trace(`${type}-created`);
    trace('local-description-set', 'local', type);
    const description = {type, sdp: this.#pc.localDescription!.sdp};
    const voids = type === 'answer' ? this.#n : undefined;
    const message: DescriptionMessage = {kind: 'description', description, n, voids, tracks: tracks()};
    this.#send(message);
    trace(`${type}-sent`);
    return message;
  }

  async #receiveDescription(message: DescriptionMessage): Promise<void> {
    const {description, n, tracks} = message;
    const {trace, isPolite, onTracks} = this.#options;
    const pc = this.#pc;
    const isAnswer = description.type === 'answer';
    if (isAnswer) {
      if (pc.signalingState !== 'have-local-offer' || n !== this.#n) return;
    } else {
      if (n <= this.#theirs) return this.#answerAgain(n);
      const isIgnored = !isPolite && pc.signalingState !== 'stable';
      this.#ignored = isIgnored ? message : null;
      if (isIgnored) return;
    }
    trace(`${description.type}-received`, 'remote');
    if (tracks) onTracks(tracks);
    const isRestart = !isAnswer && this.#isRestart(description.sdp);
    if (isRestart && pc.signalingState !== 'stable') {
      // Firefox takes their restart in place of my offer only if I have made one too, even one that goes nowhere.
      await pc.createOffer({iceRestart: true});
    }
    const sdp = shapeAudio(description.sdp, this.#audio);
    await pc.setRemoteDescription({type: description.type, sdp});
    this.#theirSdp = description.sdp;
    this.#shapedSdp = sdp;
    trace('remote-description-set', 'local', description.type);
    const waiting = this.#waiting.splice(0);
    for (const candidate of waiting) await this.#addCandidate(candidate);
    if (isAnswer) return this.#onAnswered(message.voids ?? -1);
    this.#theirs = n;
    if (isRestart) this.#restartedAt = performance.now();
    this.#options.onOffer();
    this.#lastAnswer = await this.#describe('answer', n, await this.#createAnswer());
  }

  /** Firefox changes its part in DTLS with each restart of the other side, where Chromium insists on the old one. */
  async #createAnswer(): Promise<RTCLocalSessionDescriptionInit | undefined> {
    if (!this.#pc.currentLocalDescription) return;
    const {sdp = ''} = await this.#pc.createAnswer();
    return asAnswer(sdp, this.#isDtlsActive());
  }

  /** Whether I open the DTLS association (RFC 8842 §5): the last answer says so. */
  #isDtlsActive(): boolean {
    const {currentLocalDescription: mine, currentRemoteDescription: theirs} = this.#pc;
    const isMine = mine?.type === 'answer';
    return /^a=setup:active/m.test((isMine ? mine : theirs)?.sdp ?? '') === isMine;
  }

  #isRestart(theirs: string): boolean {
    const {currentRemoteDescription: current} = this.#pc;
    return current !== null && iceUfrag(theirs) !== iceUfrag(current.sdp);
  }

  #answerAgain(n: number) {
    const {currentLocalDescription: current} = this.#pc;
    if (n !== this.#lastAnswer?.n) return;
    this.#repeat(this.#lastAnswer, current?.type === 'answer' ? current : this.#lastAnswer.description);
  }

  /** A description takes time to be made: the connection may have been given up meanwhile, and a goodbye sent. */
  #send(message: DescriptionMessage) {
    const {signal, send} = this.#options;
    if (!signal.aborted) send(message);
  }

  /** Once more, with the candidates of by now. */
  #repeat(message: DescriptionMessage, {sdp}: {readonly sdp: string}) {
    this.#send({...message, description: {...message.description, sdp}});
  }

  /** Whoever answers has taken its own offers back; one that it made after the answer may have overtaken it. */
  #onAnswered(voids: number): Promise<void> | void {
    this.#theirs = Math.max(this.#theirs, voids);
    const ignored = this.#ignored;
    this.#ignored = null;
    if (ignored) return this.#receiveDescription(ignored);
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
      this.#waiting.push(candidate);
      if (this.#waiting.length > MAX_WAITING) this.#waiting.shift();
      return;
    }
    try {
      await this.#pc.addIceCandidate(candidate);
      this.#options.trace('candidate-added', 'local', candidateType(candidate.candidate ?? ''));
    } catch (error) {
      if (!this.#ignored) throw error;
    }
  }
}

/** `typ` of a candidate line (RFC 8839 §5.1): host, srflx, prflx or relay. */
export function candidateType(candidate: string): string | undefined {
  return / typ (\w+)/.exec(candidate)?.[1];
}

/** Names the ICE session of a description (RFC 8839 §5.4): a bundle has one. */
function iceUfrag(sdp: string | undefined): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1];
}

/** A description as an answer of the side that opens the DTLS association, or of the one that waits for it. */
const asAnswer = (sdp: string, isDtlsActive: boolean): {type: 'answer'; sdp: string} => ({
  type: 'answer',
  sdp: sdp.replaceAll(/^a=setup:.*$/gm, `a=setup:${isDtlsActive ? 'active' : 'passive'}`),
});
