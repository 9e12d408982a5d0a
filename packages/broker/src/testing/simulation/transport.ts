/**
 * A registry behind a network: requests of one broker arrive in order, but late or never; answers and events arrive in any
 * order, twice or never. A broker that has not renewed for 6 s is declared dead.
 */
import {createMemoryStore, type MemoryStore} from '../../registry/memory-registry.js';
import type {RegistryLimits} from '../../registry/holder-table.js';
import type {Registry, RegistryListener} from '../../registry/registry.js';
import {DEAD_MS} from '../../registry/renewal.js';
import {WorldClock, type World} from './world.js';

/** What goes wrong in a run, until it ends. */
export interface Faults {
  /** The longest delay of a request, an answer or an event, in ms. */
  delayMs: number;
  /** How often a request, an answer or an event is lost, or an event comes twice. */
  loss: number;
}

export class Network {
  readonly world: World;
  readonly faults: Faults;
  readonly #store: MemoryStore;
  /** Never a broker: the store must not take itself for abandoned if all brokers are dead. */
  readonly keeper: Registry;

  constructor(world: World, faults: Faults, limits: RegistryLimits) {
    this.world = world;
    this.faults = faults;
    this.#store = createMemoryStore(limits, new WorldClock(world));
    this.keeper = this.#store.join();
  }

  join(): Registry {
    return this.#store.join();
  }

  delay(): number {
    return this.world.between(0.1, this.faults.delayMs);
  }

  isLost(): boolean {
    return this.world.chance(this.faults.loss);
  }
}

/** One for all: a stack trace for each takes a tenth of the time. */
const BROKEN = new Error('the registry does not answer');

type Method = (...args: unknown[]) => Promise<unknown>;

export class Transport {
  /** For makeReliable. */
  readonly registry: Registry;
  #isCut = false;
  /** When something last got through again. */
  #healedAt = 0;
  readonly #network: Network;
  readonly #name: string;
  #inner: Registry;
  #listener: RegistryListener | undefined;
  #isDead = false;
  /** The others have declared this broker dead. */
  #isExpired = false;
  #stopExpiry: () => void = () => {};
  #lastArrival = 0;

  constructor(network: Network, name: string) {
    this.#network = network;
    this.#name = name;
    this.#inner = this.#join();
    const call = <M extends keyof Registry>(method: M): Registry[M] =>
      ((...args: unknown[]) => this.#call(method, args)) as unknown as Registry[M];
    this.registry = {
      claim: call('claim'),
      abandon: call('abandon'),
      identify: call('identify'),
      suspend: call('suspend'),
      leave: call('leave'),
      release: call('release'),
      enter: call('enter'),
      update: call('update'),
      moderate: call('moderate'),
      exit: call('exit'),
      exitAll: call('exitAll'),
      view: call('view'),
      forward: call('forward'),
      announce: call('announce'),
      renew: call('renew'),
      restore: call('restore'),
      close: call('close'),
      subscribe: listener => (this.#listener = listener),
      counts: () => ({ids: 0, rooms: 0, brokers: 0}),
      forget() {},
      isReady: () => true,
    };
    this.#renewed();
  }

  /** Nothing gets through. */
  get isCut(): boolean {
    return this.#isCut;
  }

  set isCut(isCut: boolean) {
    if (this.#isCut && !isCut) this.#healedAt = this.#network.world.now;
    this.#isCut = isCut;
  }

  /** For how long everything could get through, in ms. */
  get connectedMs(): number {
    return this.#isCut ? 0 : this.#network.world.now - this.#healedAt;
  }

  /** The process is killed. */
  crash(): void {
    this.#isDead = true;
  }

  #join(): Registry {
    const inner = this.#network.join();
    inner.subscribe({
      onEvent: event => {
        this.#network.world.trace(() => `→ ${this.#name} ${JSON.stringify(event)}`);
        if (this.isCut || this.#network.isLost()) return;
        const arrive = (): void => {
          if (!this.#isDead && !this.isCut) this.#listener?.onEvent(event);
        };
        this.#later(arrive);
        if (this.#network.isLost()) this.#later(arrive);
      },
      deliver: message =>
        new Promise(resolve => {
          if (this.isCut || this.#network.isLost()) return;
          this.#later(async () => {
            if (this.#isDead || this.isCut) return;
            const delivery = await this.#listener?.deliver(message);
            if (delivery && !this.#network.isLost()) this.#later(() => resolve(delivery));
          });
        }),
    });
    return inner;
  }

  #later(run: () => void): void {
    this.#network.world.after(this.#network.delay(), run);
  }

  #call(method: keyof Registry, args: unknown[]): Promise<unknown> {
    const {world} = this.#network;
    return new Promise((resolve, reject) => {
      // Some failures are noticed at once, others never.
      const fail = (): void => void (world.chance(0.5) && reject(BROKEN));
      if (this.isCut || this.#network.isLost()) return fail();
      this.#lastArrival = Math.max(this.#lastArrival, world.now + this.#network.delay());
      world.after(this.#lastArrival - world.now, async () => {
        if (this.#isDead || this.isCut) return fail();
        if (this.#isExpired && method !== 'renew' && method !== 'restore') return reject(BROKEN);
        if (method !== 'renew' && method !== 'view')
          world.trace(() => `${this.#name} ${method} ${JSON.stringify(args)}`);
        if (method === 'restore' || (method === 'renew' && !this.#isExpired)) this.#renewed();
        const answer = await (this.#inner[method] as Method)(...args);
        if (method === 'close') this.#stopExpiry();
        if (this.isCut || this.#network.isLost()) return fail();
        this.#later(() => resolve(answer));
      });
    });
  }

  #renewed(): void {
    this.#stopExpiry();
    if (this.#isExpired) this.#inner = this.#join();
    this.#isExpired = false;
    this.#stopExpiry = this.#network.world.after(DEAD_MS, () => {
      this.#network.world.trace(() => `${this.#name} is declared dead`);
      this.#isExpired = true;
      void this.#inner.close();
    });
  }
}
