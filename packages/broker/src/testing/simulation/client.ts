/** A page, as far as the broker sees it: it connects, enters rooms and sends messages, and knows what it was told. */
import type {Admission} from '../../admission/index.js';
import type {SimulatedBroker} from './broker.js';
import type {Checks, Connection, SeenMember} from './checks.js';
import {Wire, type WireFrame} from './wire.js';
import type {World} from './world.js';

export interface ClientParts {
  readonly world: World;
  readonly checks: Checks;
  readonly id: string;
  readonly owner: string;
  /** The brokers behind the load balancer. */
  readonly brokers: () => readonly SimulatedBroker[];
}

export class Client {
  readonly id: string;
  readonly admission: Admission;
  /** The current one. */
  connection: Connection | undefined;
  /** Whether it wants to be connected. */
  isOnline = false;
  session: string;
  /** The rooms that it wants to be in. */
  readonly wanted = new Set<string>();
  readonly #parts: ClientParts;
  #pages = 0;

  constructor(parts: ClientParts) {
    this.#parts = parts;
    this.id = parts.id;
    this.admission = {
      id: parts.id,
      owner: parts.owner,
      rooms: undefined,
      vouched: {},
    };
    this.session = this.#nextSession();
  }

  get isConnected(): boolean {
    return this.connection?.isOpen === true && this.connection.wire.isOpen;
  }

  connect(): void {
    const {world, checks, brokers} = this.#parts;
    this.isOnline = true;
    const ready = brokers().filter(({isReady}) => isReady);
    if (ready.length === 0) return this.#reconnect();
    const broker = world.pick(ready);
    const wire: Wire = new Wire(
      world,
      {
        onFrame: frame => this.#receive(connection, frame),
        onClosed: reason => this.#closed(connection, reason),
      },
      frame => checks.sent(connection, frame),
    );
    const connection: Connection = {
      id: this.id,
      owner: this.admission.owner,
      wire,
      broker,
      isOpen: false,
      rooms: new Map(),
    };
    this.connection = connection;
    broker.accept(wire, this.admission);
    // What every page does that gets no answer.
    world.after(10_000, () => {
      if (this.connection !== connection || connection.isOpen) return;
      wire.leave(1006);
      this.#reconnect();
    });
  }

  /** Breaks the connection, and comes back. */
  lose(): void {
    this.#drop(1006);
    this.#reconnect();
  }

  /** Connects again before the broker has noticed that the old socket is dead. */
  replace(): void {
    const old = this.connection?.wire;
    this.connect();
    this.#parts.world.after(this.#parts.world.between(0, 3_000), () => old?.leave(1006));
  }

  /** The page is closed or reloaded. */
  unload(isReload: boolean): void {
    const {world, brokers} = this.#parts;
    const {session} = this;
    const running = brokers().filter(({isRunning}) => isRunning);
    if (world.chance(0.7)) this.#drop(4001);
    else this.#die();
    if (running.length > 0 && world.chance(0.7)) world.pick(running).leave(this.admission, session, []);
    this.isOnline = false;
    this.session = this.#nextSession();
    if (isReload) this.#reconnect();
    else this.wanted.clear();
  }

  /** Disconnects on purpose. */
  quit(code = 1000): void {
    this.#drop(code);
    this.isOnline = false;
    this.wanted.clear();
  }

  enter(room: string): void {
    this.wanted.add(room);
    this.#say('enter', {room, name: this.id, session: this.session});
  }

  exit(room: string): void {
    this.wanted.delete(room);
    this.connection?.rooms.delete(room);
    this.#say('exit', {room});
  }

  send(dst: string): void {
    const {checks} = this.#parts;
    if (!this.isConnected || !this.connection) return;
    const n = checks.sending(this.connection, dst);
    this.connection.wire.say({type: 'OFFER', dst, payload: {type: 'x', n}});
  }

  #say(kind: string, fields: object): void {
    const payload = {type: 'rtc-call', kind, ...fields};
    if (this.isConnected) this.connection?.wire.say({type: 'OFFER', dst: '@broker', payload});
  }

  #nextSession(): string {
    this.#pages += 1;
    return `${this.admission.owner}-${this.#pages}`;
  }

  /** The page is killed. Its socket is dead, which the broker notices some time later. */
  #die(): void {
    const {world} = this.#parts;
    const wire = this.connection?.wire;
    this.connection = undefined;
    world.after(world.between(0, 15_000), () => wire?.leave(1006));
  }

  #drop(code: number): void {
    this.connection?.wire.leave(code);
    this.connection = undefined;
  }

  #reconnect(): void {
    const {world} = this.#parts;
    this.isOnline = true;
    const before = this.connection;
    world.after(world.between(50, 1_500), () => {
      if (this.isOnline && this.connection === before) this.connect();
    });
  }

  #closed(connection: Connection, reason: string): void {
    if (this.connection !== connection) return;
    this.connection = undefined;
    if (reason === 'replaced') this.isOnline = false;
    else if (this.isOnline) this.#reconnect();
  }

  #receive(connection: Connection, frame: WireFrame): void {
    const {checks} = this.#parts;
    if (frame.type === 'EXPIRE') checks.expired(connection, frame.src ?? '');
    if (frame.type === 'OPEN' && !connection.isOpen) {
      connection.isOpen = true;
      checks.opened(connection);
      if (this.connection !== connection) return;
      this.#say('hello', {session: this.session});
      for (const room of this.wanted) this.enter(room);
    } else if (frame.src === '@broker' && frame.payload) this.#hear(connection, frame.payload);
  }

  #hear(connection: Connection, payload: NonNullable<WireFrame['payload']>): void {
    const {world, checks} = this.#parts;
    const {kind, room, member, members, id} = payload as {
      kind: string;
      room: string;
      id: string;
      member: SeenMember;
      members: SeenMember[];
    };
    if (kind === 'room' && this.wanted.has(room)) {
      const since = connection.rooms.get(room)?.since ?? world.now;
      connection.rooms.set(room, {since, members: new Map(members.map(one => [one.id, one]))});
    } else if (kind === 'refused' && payload.of === 'enter') {
      world.after(1_000, () => this.wanted.has(room) && this.connection === connection && this.enter(room));
    }
    const seen = connection.rooms.get(room)?.members;
    if (!seen) return;
    if (kind === 'entered') {
      if (seen.has(member.id)) checks.fail(`${this.id} is told twice that ${member.id} enters ${room}`);
      seen.set(member.id, member);
    } else if (kind === 'updated') {
      if (!seen.has(member.id)) checks.fail(`${this.id} is told of ${member.id} before it enters ${room}`);
      seen.set(member.id, member);
    } else if (kind === 'exited') {
      seen.delete(id);
      checks.exited(id, room);
    }
  }
}
