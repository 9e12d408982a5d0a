import {Answer} from '../answer.js';
import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import {Acquaintances} from '../verification/acquaintances.js';
import {readCertificates, type Certificates} from '../verification/certificates.js';
import {createGuard, type VerificationMessage} from '../verification/messages.js';
import {Verifier} from '../verification/verifier.js';
import {startTimer} from '../verification/timer.js';
import {guards, type LinkMessage, type SignalingHandlers} from '../signaling/index.js';
import {MemoryStore} from './memory-store.js';

export const INTRUSIONS = [
  'relays everything',
  'rewrites the fingerprints',
  'is a person of its own towards each side',
  'sends everything back',
] as const;
export type Intrusion = (typeof INTRUSIONS)[number];

/** What the two sides have on one side of the intruder. */
interface Side {
  /** Whom the intruder is towards this side. */
  readonly signaling: LoopbackSignaling;
  /** The victim's id. */
  readonly victim: string;
  pc: RTCPeerConnection | null;
  channel: RTCDataChannel | null;
  certificates: Certificates | null;
  readonly double: Verifier;
  /** Resolves when the channel is open, and its certificates are known. */
  readonly ready: Answer;
  candidates: RTCIceCandidateInit[];
}

/**
 * Somebody who controls the broker, and ends the DTLS of both sides in connections of its own. Ada is on one network of signaling, where
 * the intruder is Ben; Ben is on another, where it is Ada. All that is sent over the control channels passes through it.
 */
export class Intruder {
  readonly #intrusion: Intrusion;
  readonly #ada: Side;
  readonly #ben: Side;
  #link = '';

  constructor(intrusion: Intrusion, networks: {readonly ada: string; readonly ben: string}) {
    this.#intrusion = intrusion;
    this.#ada = this.#side('ada', 'ben', networks.ada);
    this.#ben = this.#side('ben', 'ada', networks.ben);
  }

  open() {
    this.#ada.signaling.open({
      ...NOTHING,
      onInvite: (_, {link, sdp, native}) => void this.#enter(link, sdp, native!),
      onMessage: (_, __, message) => this.#onSignal(this.#ada, message),
    });
    this.#ben.signaling.open({
      ...NOTHING,
      onMessage: (_, __, message) => this.#onSignal(this.#ben, message),
    });
  }

  close() {
    for (const side of [this.#ada, this.#ben]) {
      side.signaling.close();
      side.double.disconnect();
      side.pc?.close();
    }
  }

  #side(victim: string, played: string, network: string): Side {
    const double = new Verifier({
      me: () => played,
      peerId: victim,
      name: () => victim,
      acquaintances: new Acquaintances(new MemoryStore(), () => {}),
      startTimer,
      isMessage: createGuard(guards),
    });
    const signaling = new LoopbackSignaling({id: played, network});
    return {
      signaling,
      victim,
      pc: null,
      channel: null,
      certificates: null,
      double,
      ready: new Answer(),
      candidates: [],
    };
  }

  /** Ada calls: the intruder answers as Ben, and calls Ben as Ada. */
  async #enter(link: string, sdp: string, native: {session: string; name: string}) {
    if (this.#ada.pc) return;
    this.#link = link;
    const [ada, ben] = [await this.#createPc(this.#ada), await this.#createPc(this.#ben)];
    ada.addEventListener('datachannel', ({channel}) => this.#useChannel(this.#ada, channel));
    this.#useChannel(this.#ben, ben.createDataChannel('rtc-call'));
    for (const kind of ['audio', 'video']) ben.addTransceiver(kind);
    await ben.setLocalDescription();
    this.#ben.signaling.invite('ben', {link, sdp: ben.localDescription!.sdp, native});
    await ada.setRemoteDescription({type: 'offer', sdp});
    await ada.setLocalDescription();
    this.#send(this.#ada, {
      kind: 'description',
      description: {type: 'answer', sdp: ada.localDescription!.sdp},
      n: 1,
    });
    for (const candidate of this.#ada.candidates.splice(0)) await ada.addIceCandidate(candidate);
  }

  async #createPc(side: Side): Promise<RTCPeerConnection> {
    const certificate = await RTCPeerConnection.generateCertificate({
      name: 'ECDSA',
      namedCurve: 'P-256',
    } as EcKeyGenParams);
    const pc = (side.pc = new RTCPeerConnection({bundlePolicy: 'max-bundle', certificates: [certificate]}));
    pc.addEventListener('icecandidate', ({candidate}) =>
      this.#send(side, {
        kind: 'candidate',
        candidate: candidate && (candidate.toJSON() as {candidate: string}),
      }),
    );
    return pc;
  }

  #send({signaling, victim}: Side, message: LinkMessage) {
    signaling.send(victim, this.#link, message);
  }

  /** Everything about the two connections is the intruder's; the rest is passed on. */
  #onSignal(side: Side, message: LinkMessage) {
    const other = side === this.#ada ? this.#ben : this.#ada;
    if (message.kind === 'description') {
      if (message.description.type === 'answer' && side.pc?.signalingState === 'have-local-offer')
        void side.pc.setRemoteDescription(message.description).then(async () => {
          for (const candidate of side.candidates.splice(0)) await side.pc!.addIceCandidate(candidate);
        });
    } else if (message.kind === 'candidate') {
      if (!message.candidate) return;
      if (side.pc?.remoteDescription) void side.pc.addIceCandidate(message.candidate);
      else side.candidates.push(message.candidate);
    } else this.#send(other, message);
  }

  #useChannel(side: Side, channel: RTCDataChannel) {
    side.channel = channel;
    const other = side === this.#ada ? this.#ben : this.#ada;
    const onOpen = async () => {
      side.certificates = await readCertificates(side.pc!);
      side.double.connect({
        certificates: () => readCertificates(side.pc!),
        send: body => sendOver(channel, {kind: 'verify', body}),
        onChange: ({emoji}) => {
          if (emoji) side.double.decide({matches: true, remember: false}).catch(() => {});
        },
      });
      side.ready.resolve();
    };
    if (channel.readyState === 'open') void onOpen();
    else channel.addEventListener('open', () => void onOpen());
    // What comes before both sides are there waits, so that nothing is lost.
    let queue = Promise.all([side.ready.settled, other.ready.settled]).then(() => {});
    channel.addEventListener('message', ({data}: MessageEvent<string>) => {
      queue = queue.then(() =>
        this.#onChannelMessage(side, other, JSON.parse(data) as {kind: string; body?: VerificationMessage}),
      );
    });
  }

  #onChannelMessage(side: Side, other: Side, message: {kind: string; body?: VerificationMessage}) {
    if (message.kind === 'description' || message.kind === 'candidate') return;
    if (message.kind !== 'verify') return sendOver(other.channel, message);
    const body = message.body!;
    switch (this.#intrusion) {
      case 'relays everything':
        return sendOver(other.channel, message);
      case 'rewrites the fingerprints':
        return sendOver(other.channel, {
          ...message,
          body: 'fingerprint' in body ? {...body, fingerprint: other.certificates!.mine} : body,
        });
      case 'is a person of its own towards each side':
        return void side.double.receive(body);
      case 'sends everything back':
        return sendOver(side.channel, message);
    }
  }
}

function sendOver(channel: RTCDataChannel | null, message: unknown) {
  if (channel?.readyState === 'open') channel.send(JSON.stringify(message));
}

const NOTHING: SignalingHandlers = {
  onOpen() {},
  onLost() {},
  onFatal() {},
  onInvite() {},
  onMessage() {},
  onUnavailable() {},
  onLeft() {},
  onRoom() {},
};
