import {step, type LinkEffect, type LinkEvent, type LinkState} from '../link/link-state.js';
import {Connection, type Message, type SimulatedNetwork} from './simulated-network.js';

/** In ms, as in link.ts. */
const RESTARTS = [1_500, 3_000, 5_000];
const POLITE = 250;

/** One side of a call: simulates meeting.ts and link.ts around the real `step()`. */
export class SimulatedParty {
  readonly id: string;
  readonly #world: SimulatedNetwork;
  /** The link, if there is one; removed when it ends. */
  link: {id: string; state: LinkState; isRtcCall: boolean | null; offer: Connection | null} | null = null;
  connection: Connection | null = null;
  #isAnswered = false;
  #timer: number | undefined;
  #restartTimer: number | undefined;
  #links = 0;
  /** Called when it starts to ring, to accept or decline. */
  onRinging: (link: string) => void = () => {};

  constructor(id: string, world: SimulatedNetwork) {
    this.id = id;
    this.#world = world;
    world.join(this);
  }

  get status(): LinkState['status'] | 'none' {
    return this.link?.state.status ?? 'none';
  }

  dial() {
    if (this.link) return;
    this.link = {id: `${this.id}${++this.#links}`, state: {status: 'idle'}, isRtcCall: null, offer: null};
    this.#dispatch({type: 'dial'});
  }

  accept() {
    this.#dispatch({type: 'accept'});
  }

  decline() {
    this.#dispatch({type: 'decline', reason: 'declined'});
  }

  hangUp() {
    this.#dispatch({type: 'hang-up'});
  }

  /** Answers while it rings, without my media. */
  connectEarly() {
    if (this.status === 'ringing') this.#answer();
  }

  receive(message: Message) {
    this.#world.note(`${this.id} hears ${message.kind} ${message.link}`);
    if (message.kind === 'invite') return this.#onInvite(message.link, message.offer);
    const {link} = this;
    if (!link || link.id !== message.link) return;
    switch (message.kind) {
      case 'ringing':
        link.isRtcCall = true;
        return;
      case 'accept':
        link.isRtcCall ??= false;
        return this.#dispatch({type: 'accepted'});
      case 'bye':
        return this.#dispatch({type: 'bye', reason: message.reason});
      case 'answer':
        if (message.to !== this.connection || this.connection.remote) return;
        this.connection.remote = message.answer;
        return this.#world.startChecks(this.connection);
      case 'restart':
        if (message.to !== this.connection || this.connection.remote !== message.of) return;
        this.connection.hasFailed = false;
        this.#world.startChecks(this.connection);
        return this.#send({kind: 'restarted', link: link.id, of: this.connection, to: message.of});
      case 'restarted':
        if (message.to !== this.connection || this.connection.remote !== message.of) return;
        this.connection.hasFailed = false;
        return this.#world.startChecks(this.connection);
    }
  }

  onConnection(connection: Connection, event: LinkEvent) {
    if (connection !== this.connection) return;
    if (event.type === 'up') this.#world.clock.cancel(this.#restartTimer);
    this.#dispatch(event);
  }

  #onInvite(id: string, offer: Connection) {
    const {link} = this;
    if (link?.id === id) return;
    const isPolite = this.id < offer.owner.id;
    if (link) {
      const {status} = link.state;
      if (status === 'dialing' || status === 'connecting') {
        if (isPolite) Object.assign(link, {id, offer});
        link.isRtcCall = true;
        return this.#dispatch({type: 'invited', isTheirs: isPolite});
      }
      if (status !== 'reconnecting') return;
      this.hangUp();
    }
    this.link = {id, state: {status: 'idle'}, isRtcCall: true, offer};
    this.#dispatch({type: 'invited', isTheirs: true});
    this.#send({kind: 'ringing', link: id});
    this.onRinging(id);
  }

  #dispatch(event: LinkEvent) {
    const {link} = this;
    if (!link) return;
    const [next, effects] = step(link.state, event);
    if (next !== link.state || effects.length > 0) {
      this.#world.note(
        `${this.id} ${link.id}: ${event.type} → ${next.status} [${effects.map(({type}) => type).join()}]`,
      );
    }
    link.state = next;
    for (const effect of effects) this.#run(effect, link.id);
    if (next.status === 'ended' && this.link === link) this.link = null;
  }

  #run(effect: LinkEffect, link: string) {
    const {clock} = this.#world;
    switch (effect.type) {
      case 'invite':
        this.connection = new Connection(this);
        return this.#world.send(this, {kind: 'invite', link, offer: this.connection});
      case 'yield':
        return this.#drop();
      case 'accept':
        this.#send({kind: 'accept', link});
        return this.#answer();
      case 'restart-ice':
        return this.#restart(0);
      case 'start-timer':
        clock.cancel(this.#timer);
        this.#timer = clock.schedule(effect.ms, () => this.#dispatch({type: 'timed-out'}));
        return;
      case 'stop-timer':
        clock.cancel(this.#timer);
        return clock.cancel(this.#restartTimer);
      case 'send-bye':
        return this.#send({kind: 'bye', link, reason: effect.reason}, {twice: true});
      case 'release':
        clock.cancel(this.#timer);
        return this.#drop();
      case 'request-key-frame':
        return;
    }
  }

  #answer() {
    const {link} = this;
    if (this.#isAnswered || !link?.offer) return;
    this.#isAnswered = true;
    this.connection = new Connection(this);
    this.connection.remote = link.offer;
    this.#send({kind: 'answer', link: link.id, to: link.offer, answer: this.connection});
  }

  #restart(attempt: number) {
    const {clock} = this.#world;
    clock.cancel(this.#restartTimer);
    const of = this.connection;
    if (!of || !this.link?.isRtcCall) return;
    const isPolite = this.id < this.#world.other(this).id;
    this.#restartTimer = clock.schedule(attempt === 0 && isPolite ? POLITE : 0, () => {
      const wait = RESTARTS[Math.min(attempt, RESTARTS.length - 1)];
      this.#restartTimer = clock.schedule(wait ?? 0, () => this.#restart(attempt + 1));
      if (this.link && of.remote) this.#send({kind: 'restart', link: this.link.id, of, to: of.remote});
    });
  }

  /** Sends over the control channel while packets pass, otherwise over the broker; a `bye` over both. */
  #send(message: Message, {twice = false} = {}) {
    const isSent = this.link?.isRtcCall && this.#world.sendDirectly(this, message);
    if (!isSent || twice) this.#world.send(this, message);
  }

  #drop() {
    const {connection} = this;
    this.#world.clock.cancel(this.#restartTimer);
    this.connection = null;
    this.#isAnswered = false;
    if (!connection) return;
    connection.isClosed = true;
    const {remote} = connection;
    if (remote?.remote === connection && !remote.isClosed) this.#world.miss(remote);
  }
}
