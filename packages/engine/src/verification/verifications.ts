import {Acquaintances} from './acquaintances.js';
import {readCertificates} from './certificates.js';
import {sha256} from './crypto.js';
import {BrowserStore} from './store.js';
import {startTimer} from './timer.js';
import {membersOf} from './transcript.js';
import {Verifier} from './verifier.js';
import {createGuard, type IsMessage} from './messages.js';
import {CallError} from '../errors.js';
import type {Meeting, RemotePeer} from '../meeting/index.js';
import type {guards as Guards} from '../signaling/index.js';

export interface VerificationsOptions {
  /** My peer id. */
  readonly me: () => string;
  readonly meeting: Meeting;
  /** Under which key of localStorage to note that somebody is remembered. */
  readonly noteKey: string;
  readonly guards: typeof Guards;
  /** The verification of a link has changed. */
  readonly onChange: () => void;
}

/** Number of peers to keep in mind; the oldest who is gone is forgotten first. */
const MAX_VERIFIERS = 1_000;

/** The verifications of a call: each pair verifies by itself. */
export class Verifications {
  readonly #options: VerificationsOptions;
  readonly #acquaintances: Acquaintances;
  readonly #isMessage: IsMessage;
  /** By peer id. They stay when somebody leaves, since they count what was broken off. */
  readonly #verifiers = new Map<string, Verifier>();
  /** The peers who are connected. */
  readonly #connected = new Map<string, {readonly pc: RTCPeerConnection; readonly name: string}>();
  /** The room as I see it, from which the hash is made. */
  #view = '';
  #roomHash: string | null = null;

  constructor(options: VerificationsOptions) {
    this.#options = options;
    this.#isMessage = createGuard(options.guards);
    this.#acquaintances = new Acquaintances(new BrowserStore(), isAnyKept =>
      note(options.noteKey, isAnyKept),
    );
    for (const peer of this.#peers) if (peer.link?.isChannelOpen) this.connect(peer);
    this.update();
  }

  /** Everyone whom I have a link to. */
  get #peers(): readonly RemotePeer[] {
    return this.#options.meeting.peers.all;
  }

  /** The control channel of a new connection is open. With a plain PeerJS page it opens too, and nobody listens. */
  connect(peer: RemotePeer) {
    const {link} = peer;
    const {pc} = link ?? {};
    if (!link?.isRtcCall || !pc || this.#connected.get(peer.id)?.pc === pc) return;
    this.#connected.set(peer.id, {pc, name: peer.displayName});
    const verifier = this.#verifierOf(peer.id);
    verifier.seeRoom(this.#roomHash);
    verifier.connect({
      certificates: () => readCertificates(pc),
      send: body => void link.send({kind: 'verify', body}),
      onChange: verification => {
        link.verification = verification;
        this.#options.onChange();
      },
    });
  }

  /** Handles what a peer sends. */
  receive(peer: RemotePeer, body: unknown) {
    this.#verifiers.get(peer.id)?.receive(body);
  }

  /** The names of peers, or the members of the room, may have changed. */
  update() {
    for (const [id, {pc, name}] of this.#connected) {
      const peer = this.#peers.find(one => one.id === id);
      if (!peer) {
        this.#connected.delete(id);
        this.#verifierOf(id).disconnect();
      } else if (peer.displayName !== name) {
        this.#connected.set(id, {pc, name: peer.displayName});
        this.#verifierOf(id).rename();
      }
    }
    const {me, meeting} = this.#options;
    const name = meeting.room?.name ?? null;
    const ids = meeting.members.flatMap(member => (member.isIn ? member.id : []));
    if (meeting.stage === 'in') ids.push(me());
    const view = name === null ? '' : JSON.stringify([name, ...ids]);
    if (view === this.#view) return;
    this.#view = view;
    const hashing = name === null ? Promise.resolve(null) : sha256(membersOf(name, ids));
    void hashing.then(hash => {
      if (this.#view !== view) return;
      this.#roomHash = hash;
      for (const verifier of this.#verifiers.values()) verifier.seeRoom(hash);
    });
  }

  /** See `Call`. */
  async verify(id: string) {
    await this.#get(id).verify();
  }

  async confirm(
    id: string,
    {matches, remember = false}: {readonly matches: boolean; readonly remember?: boolean},
  ) {
    await this.#get(id).decide({matches, remember});
  }

  cancel(id: string) {
    this.#verifiers.get(id)?.cancel();
  }

  async forget() {
    try {
      await this.#acquaintances.forget();
    } catch (cause) {
      throw new CallError('not-supported', {cause, detail: 'this browser keeps no keys here'});
    } finally {
      for (const verifier of this.#verifiers.values()) verifier.refresh();
    }
  }

  #get(id: string): Verifier {
    const verifier = this.#connected.has(id) ? this.#verifiers.get(id) : undefined;
    if (verifier) return verifier;
    const isThere = this.#peers.some(peer => peer.id === id && peer.session === null);
    throw new CallError(isThere ? 'not-verifiable' : 'not-connected', {detail: id});
  }

  #verifierOf(peerId: string): Verifier {
    let verifier = this.#verifiers.get(peerId);
    if (!verifier) {
      const {me} = this.#options;
      verifier = new Verifier({
        me,
        peerId,
        name: () => this.#peers.find(({id}) => id === peerId)?.displayName ?? '',
        acquaintances: this.#acquaintances,
        startTimer,
        isMessage: this.#isMessage,
      });
      this.#verifiers.set(peerId, verifier);
      const gone = [...this.#verifiers.keys()].find(id => !this.#connected.has(id));
      if (this.#verifiers.size > MAX_VERIFIERS && gone !== undefined) this.#verifiers.delete(gone);
    }
    return verifier;
  }
}

function note(key: string, isAnyKept: boolean) {
  try {
    if (isAnyKept) localStorage.setItem(key, '');
    else localStorage.removeItem(key);
  } catch {
    // Storage is blocked. So nobody is remembered.
  }
}
