import type {Answer} from '../answer.js';
import {DirectCall} from './direct-call.js';
import {CallError} from '../errors.js';
import type {EarlyPolicy, EndReason} from '../link/index.js';
import {Peers, type PeersOptions} from './peers.js';
import type {RemotePeer} from './remote-peer.js';
import {Room} from './room.js';
import type {ByeReason, Invitation, LinkMessage, Stage} from '../signaling/index.js';

interface MeetingOptions extends PeersOptions {
  readonly earlyPolicy: (invitation: Invitation) => Promise<EarlyPolicy>;
  readonly onRinging: (peer: RemotePeer) => void;
  readonly onJoined: (room: string | null) => void;
  /** It is over, and everything of it released. */
  readonly onEnded: (reason: EndReason, error: CallError, wasJoined: boolean) => void;
}

/** Where I am: in a room, in a call with one whom I ring or who rings me, in a preview alone, or nowhere. */
export class Meeting {
  readonly peers: Peers;
  readonly #options: MeetingOptions & {readonly end: (reason: EndReason, error?: CallError) => void};
  #room: Room | null = null;
  #direct: DirectCall | null = null;
  /** A ring that comes to nothing goes back to the preview. */
  #isPreviewing = false;
  /** I was in, so that there is something to have left. */
  #isJoined = false;
  #endReason: EndReason | null = null;

  constructor(options: MeetingOptions) {
    this.#options = {
      ...options,
      onJoined: name => {
        this.#isJoined = true;
        options.onJoined(name);
      },
      end: (reason, error) => this.end(reason, error),
    };
    this.peers = new Peers(options, () => this.#occasion);
  }

  /** `lobby` or `in`, alone or in a room; null outside, and in a ring. */
  get stage(): Stage | null {
    if (this.#direct) return null;
    return this.#isPreviewing ? 'lobby' : (this.#room?.stage ?? null);
  }
  get room(): Room | null {
    return this.#room;
  }
  /** The one of a ring, and of the call that comes of it; null in rooms. */
  get partner(): RemotePeer | null {
    return this.#direct?.partner ?? null;
  }
  /** I am in: the broker, or the other one, has let me. */
  get isJoined(): boolean {
    return this.#isJoined;
  }
  /** How the last one ended, until the next one begins. */
  get endReason(): EndReason | null {
    return this.#endReason;
  }

  /** Everyone who is in, as opposed to ringing, looking in from the lobby, or gone. */
  get visible(): readonly RemotePeer[] {
    if (this.#occasion?.stage !== 'in') return [];
    return this.peers.all.filter(peer => peer.isIn && peer.leftFor === null);
  }

  get #occasion(): Room | DirectCall | null {
    return this.#room ?? this.#direct;
  }

  /**
   * Takes a place in the room, or moves on from its lobby; without a room, begins a preview. Returns what settles when
   * I am in.
   */
  enter(stage: Stage, name: string | null): Answer | null {
    if (this.#direct) throw new CallError('wrong-state', {detail: 'hang up first'});
    if (this.#room && this.#room.name !== name) this.end('hung-up');
    this.#endReason = null;
    this.#isPreviewing = name === null;
    if (name === null) {
      this.#options.onChange();
      return null;
    }
    const isNew = !this.#room;
    const room = (this.#room ??= new Room(name, this.peers, this.#options));
    // Nobody goes back from a room to its lobby: the page's own preview may come after a join() that was faster.
    if (room.stage === 'lobby' || stage === 'in') room.enter(stage, isNew);
    return room.answer;
  }

  /** Whom I am going to ring, shown before the broker is connected. */
  expect(peerId: string, replaces?: string): DirectCall {
    if (this.#occasion) throw new CallError('wrong-state', {detail: 'hang up first'});
    this.#isPreviewing = false;
    const call = this.#begin(peerId, peerId, replaces);
    this.#options.onChange();
    return call;
  }

  /** The call that rings me. Throws where none does. */
  get ringing(): DirectCall {
    const direct = this.#direct;
    if (direct?.partner.link?.state.status === 'ringing') return direct;
    throw new CallError('wrong-state', {detail: 'nobody rings'});
  }

  rename(name: string) {
    if (this.#room) this.#options.signaling()?.update(this.#room.name, {name});
    this.peers.sendStatus();
  }

  onInvite(from: string, invitation: Invitation) {
    const {native, link} = invitation;
    const known = this.peers.get(from)?.link;
    if (known?.id === link) return; // it came twice
    if (native?.room !== undefined) return this.#room?.onInvite(from, invitation);
    if (known && from === this.#direct?.partner.id) {
      if (this.#direct.onInvite(invitation)) return;
      this.end('connection-lost');
    }
    if (this.#occasion) return this.#refuse(from, invitation, 'busy');
    // It goes on with a call that I have ended meanwhile: no reason to ring.
    if (native?.replaces !== undefined) return this.#refuse(from, invitation, 'hung-up');
    void this.#begin(from, native?.name || from).ring(invitation);
  }

  onMessage(from: string, linkId: string, message: LinkMessage) {
    this.#room?.onMessage(from, linkId, message);
    this.peers.receive(from, linkId, message);
  }

  hangUp() {
    const link = this.partner?.link;
    // A link knows what its end means: a ring is cancelled or declined, a call hung up.
    if (link) link.dispatch({type: 'hang-up'});
    else this.end('hung-up');
  }

  /** `error` is what those are told who wait for an answer: the reason, where nothing says more. */
  end(reason: EndReason, error = new CallError(reason)) {
    const occasion = this.#occasion;
    if (!occasion && !this.#isPreviewing) return;
    const room = this.#room;
    const wasJoined = this.#isJoined;
    this.#endReason = occasion?.stage === 'in' ? reason : null;
    this.#isPreviewing &&= this.#direct !== null && !wasJoined;
    this.#isJoined = false;
    this.#room = this.#direct = null;
    this.peers.hangUp(reason);
    room?.exit();
    this.#options.onChange();
    this.peers.clear();
    occasion?.answer.reject(error);
    this.#options.onEnded(reason, error, wasJoined);
  }

  #begin(peerId: string, name: string, replaces?: string): DirectCall {
    this.#endReason = null;
    this.#direct = new DirectCall(this.peers.add(peerId, name), this.peers, this.#options, replaces);
    return this.#direct;
  }

  #refuse(to: string, {link, native}: Invitation, reason: ByeReason) {
    this.#options.trace.add('hang-up', to, 'local', reason);
    this.#options.signaling()?.send(to, link, {kind: 'bye', reason}, native !== null);
  }
}
