import type {Description, LinkMessage} from '../signaling/index.js';
import {shapeAudio, type SendingShape} from '../media/index.js';
import type {TraceEntry, TraceStep} from '../trace.js';

export type DescriptionMessage = Extract<LinkMessage, {kind: 'description'}>;
export type CandidateMessage = Extract<LinkMessage, {kind: 'candidate'}>;

/** How many candidates may wait for their description; the oldest are dropped. A restart gathers about a dozen. */
const MAX_WAITING = 128;

/** How long after a restart by the peer I make none, in ms: mine would interrupt its search for a path. */
const RESTART_MS = 1_000;

interface NegotiationOptions {
  readonly pc: RTCPeerConnection;
  /** Exactly one side is polite: if both offer at once, it rolls its own offer back and takes the other one. */
  readonly isPolite: boolean;
  /** False for a peer that can't take a second offer. */
  readonly canRenegotiate: () => boolean;
  readonly send: (message: DescriptionMessage | CandidateMessage) => void;
  /** The roles of media sections that carry neither microphone nor camera. */
  readonly tracks: () => DescriptionMessage['tracks'];
  readonly onTracks: (tracks: NonNullable<DescriptionMessage['tracks']>) => void;
  /** The peer's offer has been set and is about to be answered: now tracks can be added. */
  readonly onOffer: () => void;
  readonly onError: (error: unknown) => void;
  readonly trace: (step: TraceStep, side?: TraceEntry['side'], detail?: string) => void;
  readonly signal: AbortSignal;
}

/**
 * Perfect negotiation (W3C WebRTC §10.7) over a transport that may lose, duplicate and reorder messages. Tasks run one
 * after another, so the only remaining race is between two offers on the wire. Offers are numbered: an answer names
 * its offer, and says which of its sender's own offers it voids. Old and void offers are ignored; a repeated offer gets
 * the same answer again.
 */
export class Negotiation {
  readonly #options: NegotiationOptions;
  readonly #pc: RTCPeerConnection;
  #queue: Promise<void> = Promise.resolve();
  /** Number of my last offer. */
  #n = 0;
  /** Number of the peer's last offer that I took, or know to be void. */
  #theirs = -1;
  #lastOffer: DescriptionMessage | null = null;
  #lastAnswer: DescriptionMessage | null = null;
  /** The peer's offer that arrived while mine was unanswered. */
  #ignored: DescriptionMessage | null = null;
  #waiting: RTCIceCandidateInit[] = [];
  /** When I last answered a restart. */
  #restartedAt = -Infinity;
  /** The peer's last description, as received and as set. */
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

  /** Handles a message from the peer. Drops late, duplicate and invalid ones. */
  receive(message: DescriptionMessage | CandidateMessage): Promise<void> {
    return this.#enqueue(() =>
      message.kind === 'candidate'
        ? this.#receiveCandidate(message.candidate)
        : this.#receiveDescription(message),
    );
  }

  /**
   * Restarts ICE. An unanswered offer is sent again. It is never rolled back: the peer may have received it, and would
   * then not understand the next one.
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
   * Sets how my audio is sent. The peer's description decides that, and the peer accepts either form, so we apply its
   * description again with the changes, as if it had just answered. Nothing goes over the wire.
   */
  setAudio(audio: SendingShape['audio']) {
    void this.#enqueue(async () => {
      const pc = this.#pc;
      // The local offer and answer below must not interfere with a real negotiation.
      const isSettled = pc.signalingState === 'stable' && pc.getTransceivers().every(({mid}) => mid);
      if (!isSettled || pc.connectionState !== 'connected') return;
      this.#audio = audio;
      const sdp = shapeAudio(this.#theirSdp, audio);
      if (sdp === this.#shapedSdp) return;
      const offer = await pc.createOffer();
      // If this offer restarts ICE, for example after new ICE servers, the peer has to receive it.
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
    // In any other state the browser fires `negotiationneeded` again once it is stable.
    if (this.#pc.signalingState !== 'stable') return;
    if (this.#pc.remoteDescription && !this.#options.canRenegotiate()) return;
    const created = offerOptions && (await this.#pc.createOffer(offerOptions));
    this.#lastOffer = await this.#describe('offer', ++this.#n, created);
  }

  /** Without `created` the browser creates the description itself, which saves a round trip to its signaling thread. */
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
      // Firefox accepts the peer's restart instead of my offer only if I have created a restart too, even an unused one.
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

  /** Keeps my DTLS role: Firefox changes it when the peer restarts ICE, and Chromium rejects a change. */
  async #createAnswer(): Promise<RTCLocalSessionDescriptionInit | undefined> {
    if (!this.#pc.currentLocalDescription) return;
    const {sdp = ''} = await this.#pc.createAnswer();
    return asAnswer(sdp, this.#isDtlsActive());
  }

  /** Whether I open the DTLS association (RFC 8842 §5), as the last answer says. */
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

  /** Creating a description takes time: the connection may have been closed, and a goodbye sent, in the meantime. */
  #send(message: DescriptionMessage) {
    const {signal, send} = this.#options;
    if (!signal.aborted) send(message);
  }

  /** Sends a description again, with all candidates gathered so far. */
  #repeat(message: DescriptionMessage, {sdp}: {readonly sdp: string}) {
    this.#send({...message, description: {...message.description, sdp}});
  }

  /** An answer voids its sender's earlier offers. A later offer may have arrived before the answer. */
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
      // The candidate arrived before its description: over another path, or out of order.
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

/** Identifies the ICE session of a description (RFC 8839 §5.4): a bundle has only one. */
function iceUfrag(sdp: string | undefined): string | undefined {
  return /^a=ice-ufrag:(\S+)/m.exec(sdp ?? '')?.[1];
}

/** The description as an answer with this DTLS role. */
const asAnswer = (sdp: string, isDtlsActive: boolean): {type: 'answer'; sdp: string} => ({
  type: 'answer',
  sdp: sdp.replaceAll(/^a=setup:.*$/gm, `a=setup:${isDtlsActive ? 'active' : 'passive'}`),
});
