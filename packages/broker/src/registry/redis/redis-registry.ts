/**
 * The registry of brokers that share a Redis. What its operations mean is in ../registry.ts; what they do is in the
 * scripts. Like any registry over a network it may fail: ../reliable-registry.ts makes up for that.
 */
import {randomBytes} from 'node:crypto';
import type {Clock} from '../../clock.js';
import type {Logger} from '../../log.js';
import type {RedisAddress} from '../../redis-url.js';
import {MAX_BANS, marksOf} from '../door.js';
import type {RegistryLimits} from '../holder-table.js';
import type {Outcome} from '../members.js';
import type {
  Claim,
  Corrections,
  Delivery,
  EntryRefusal,
  Holding,
  Lost,
  Registry,
  RegistryListener,
  RegistryState,
  RoomView,
} from '../registry.js';
import {Channels} from './channels.js';
import {Link} from './link.js';
import {LEAVING_MS} from './lua-library.js';
import {Messages, type MessagesParts} from './messages.js';
import type {MessageNote} from './notes.js';
import {RedisProblem} from './problems.js';
import type {ScriptName} from './scripts.js';
import {SharedState} from './shared-state.js';
import {Sweeper} from './sweeper.js';
import {readLost, readView, toLua, type LostReply, type RenewReply} from './values.js';

export interface RedisRegistryParts {
  readonly address: RedisAddress;
  /** Keeps brokers apart that share a Redis and not their clients. */
  readonly prefix: string;
  readonly limits: RegistryLimits;
  /** How long a broker keeps a message for somebody who can't be reached, in ms. */
  readonly keepMs: number;
  /** The version of this package. */
  readonly release: string;
  readonly clock: Clock;
  readonly log: Logger;
}

/** How much one call of a script may do at most: Redis does nothing else meanwhile. */
const PORTION = 200;

/** How long suspending what a node holds may take when it closes, in ms: less than anybody waits. Others do the rest. */
const CLOSE_MS = 1_500;

export const createRedisRegistry = (parts: RedisRegistryParts): Registry => new RedisRegistry(parts);

class RedisRegistry implements Registry {
  readonly #parts: RedisRegistryParts;
  readonly #node = randomBytes(6).toString('hex');
  readonly #link: Link;
  readonly #channels: Channels;
  readonly #messages: Messages;
  readonly #state: SharedState;
  readonly #sweeper: Sweeper;
  #listener: RegistryListener | undefined;
  constructor(parts: RedisRegistryParts) {
    this.#parts = parts;
    const {address, prefix, limits, release, clock, log} = parts;
    const common = {key: `{${prefix}}`, node: this.#node};
    this.#link = new Link({
      ...common,
      address,
      settings: [limits.graceMs, limits.roomMembers, Number(limits.electsHosts)].join(' '),
      clock,
      log,
      onOpened: async connection => {
        await this.#state.greet();
        await this.#channels.open(connection);
      },
      onClosed: () => this.#state.setRestored(false),
    });
    this.#state = new SharedState({link: this.#link, node: this.#node, release});
    this.#sweeper = new Sweeper(clock, async () => (await this.#run('sweep', String(PORTION))) as number);
    this.#channels = new Channels({
      ...common,
      clock,
      log,
      link: this.#link,
      onEvent: event => this.#listener?.onEvent(event),
      onMessage: note => void this.#messages.receive(note).catch(() => {}),
      onAcknowledged: acks => this.#messages.acknowledged(acks),
    });
    this.#messages = new Messages({
      node: this.#node,
      now: () => this.#link.now(),
      send: messages => this.#send(messages),
      publish: (to, acks) => this.#channels.tell(to, {acks}),
      deliver: note => this.#deliver(note),
    });
  }

  async claim(id: string, owner: string): Promise<Claim> {
    const [status, lease, ...rooms] = (await this.#run('claim', id, owner)) as [Claim['status'], ...string[]];
    if (status === 'taken') return {status};
    if (status === 'resumed') this.#sweeper.lookIn(this.#parts.limits.graceMs);
    return {status, lease: Number(lease), rooms};
  }

  async abandon(id: string, keep?: number): Promise<void> {
    await this.#run('abandon', id, keep === undefined ? '' : String(keep));
    this.#sweeper.lookIn(this.#parts.limits.graceMs);
  }

  async identify(id: string, lease: number, session: string): Promise<void> {
    await this.#run('identify', id, String(lease), session);
  }

  async suspend(...[id, lease, why]: Parameters<Registry['suspend']>): Promise<void> {
    const {graceMs} = this.#parts.limits;
    await this.#run('suspend', id, String(lease), why);
    this.#sweeper.lookIn(why === 'leaving' ? Math.min(LEAVING_MS, graceMs) : graceMs);
  }

  async leave(id: string, owner: string, session: string): Promise<boolean> {
    const isTheirs = (await this.#run('leave', id, owner, session)) === 1;
    this.#sweeper.lookIn(Math.min(LEAVING_MS, this.#parts.limits.graceMs));
    return isTheirs;
  }

  async release(id: string, lease: number): Promise<void> {
    await this.#run('release', id, String(lease));
    this.#sweeper.lookIn(this.#parts.limits.graceMs);
  }

  async enter(...[room, lease, entry]: Parameters<Registry['enter']>): ReturnType<Registry['enter']> {
    const {rooms, roomsPerPeer, roomKnocks} = this.#parts.limits;
    const isWatched = this.#channels.isWatched(room);
    // At once, because the operations of a broker take effect in their order.
    const entering = this.#run(
      'enter',
      room,
      entry.id,
      String(lease),
      toLua(entry),
      toLua(marksOf(entry)),
      ...[rooms, roomsPerPeer, roomKnocks].map(String),
    );
    const [answer] = await Promise.all([entering, this.#channels.watch(room)]);
    if (typeof answer === 'string') return answer as EntryRefusal | 'stale';
    // What happened before the subscription was there.
    return isWatched ? readView(answer) : this.view(room);
  }

  async update(...[room, id, lease, change]: Parameters<Registry['update']>): Promise<boolean> {
    return (await this.#run('update', room, id, String(lease), toLua(change))) === 1;
  }

  async moderate(...[room, id, lease, order]: Parameters<Registry['moderate']>): Promise<Outcome> {
    const args = [room, id, String(lease), toLua(order), String(MAX_BANS)];
    return (await this.#run('moderate', ...args)) as Outcome;
  }

  async exit(room: string, id: string, lease: number): Promise<void> {
    await this.#run('exit', room, id, String(lease));
  }

  async exitAll(id: string, lease: number): Promise<void> {
    await this.#run('exitAll', id, String(lease));
  }

  async view(room: string): Promise<RoomView> {
    await this.#channels.watch(room);
    return readView(await this.#run('view', room));
  }

  forget(room: string): void {
    this.#channels.forget(room);
  }

  forward(...[message, withinMs]: Parameters<Registry['forward']>): ReturnType<Registry['forward']> {
    return this.#messages.forward(message, withinMs);
  }

  async announce(id: string): Promise<void> {
    await this.#run('announce', id);
  }

  subscribe(listener: RegistryListener): void {
    this.#listener = listener;
    this.#link.start();
  }

  async renew({holdings, rooms}: Parameters<Registry['renew']>[0]): Promise<Corrections> {
    await this.#link.attempt;
    const ids = holdings.flatMap(({id, lease, owner}) => [id, String(lease), owner]);
    const revisions = rooms.flatMap(({room, revision}) => [room, String(revision)]);
    const answer = await this.#link.run('renew', [String(holdings.length), ...ids, ...revisions], true);
    const [, lost, stale] = answer as RenewReply;
    this.#state.renewed(answer as RenewReply);
    void this.#channels.listen().catch(() => {});
    this.#messages.prune();
    this.#sweeper.lookIn(0);
    return {isKnown: this.#state.isRestored, lost: lost.map(readLost), rooms: stale};
  }

  async restore(holdings: readonly Holding[], isLast: boolean): Promise<readonly Lost[]> {
    const args = holdings.flatMap(({id, lease, session = '', suspension = '', ...held}) => [
      id,
      String(lease),
      toLua({...held, session, suspension}),
    ]);
    const lost = (await this.#link.run('restore', args)) as LostReply[];
    if (isLast) this.#state.setRestored(true);
    return lost.map(readLost);
  }

  counts(): RegistryState {
    return this.#state.counts;
  }

  /** The layer above knows for how long Redis may be away. */
  isReady(): boolean {
    return this.#state.isFound;
  }

  async close(): Promise<void> {
    this.#sweeper.close();
    this.#messages.flush();
    const until = performance.now() + CLOSE_MS;
    try {
      while (this.#link.connection && performance.now() < until)
        if ((await this.#link.run('close', [String(PORTION)])) === 0) break;
    } finally {
      this.#messages.close();
      this.#link.close();
    }
  }

  async #run(name: ScriptName, ...args: string[]): Promise<unknown> {
    // The operations of a broker take effect in their order.
    this.#messages.flush();
    return this.#ask(name, args);
  }

  async #ask(name: ScriptName, args: readonly string[]): Promise<unknown> {
    const {obstacle} = this.#state;
    if (obstacle) throw new RedisProblem(obstacle);
    return this.#link.run(name, args);
  }

  #send(messages: readonly string[]): ReturnType<MessagesParts['send']> {
    const args = [String(this.#parts.keepMs), ...messages];
    return this.#ask('forward', args) as ReturnType<MessagesParts['send']>;
  }

  async #deliver({message, from}: MessageNote): Promise<Delivery> {
    const delivery = (await this.#listener?.deliver(message)) ?? {status: 'absent'};
    // Before the acknowledgement, so that the sender hears of whatever changes after it.
    if (delivery.status === 'absent')
      this.#run('wait', message.dst, String(this.#parts.keepMs), from).catch(() => {});
    return delivery;
  }
}
