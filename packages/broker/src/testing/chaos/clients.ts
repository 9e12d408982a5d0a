/** Clients that live through the chaos: some talk to each other in a room, others compete for ids. */
import type {Received} from '../client.js';
import type {World} from '../simulation/world.js';
import type {Checks} from './checks.js';
import {Line} from './line.js';

export const ROOM = 'chaos';

export interface Site {
  readonly checks: Checks;
  /** Decides everything that is left to chance. */
  readonly world: World;
  /** The brokers behind the load balancer, also those that are down. */
  readonly urls: () => readonly string[];
  /** Whether this broker has not been killed. */
  readonly isAlive: (url: string) => boolean;
}

interface SeenMember {
  readonly id: string;
  readonly away: boolean;
}

/** Connects whenever it has no connection, to any broker. */
abstract class Client {
  readonly id: string;
  protected line: Line | undefined;
  protected isStopped = false;
  protected readonly site: Site;
  readonly #owner: string;
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(site: Site, id: string, owner: string) {
    this.site = site;
    this.id = id;
    this.#owner = owner;
    this.connect();
  }

  get isOpen(): boolean {
    return this.line?.isOpen === true;
  }

  /** Ends it, and it does not come back. */
  stop(how: 'close' | 'break'): void {
    this.isStopped = true;
    for (const timer of this.#timers) clearTimeout(timer);
    this.line?.end(how);
  }

  protected connect(): void {
    const {checks, world, urls} = this.site;
    const url = world.pick(urls());
    let wasOpen = false;
    const line: Line = new Line({
      url,
      id: this.id,
      owner: this.#owner,
      onFrame: frame => {
        if (frame.type === 'OPEN') {
          wasOpen = true;
          checks.opened(line);
          this.onOpen();
        } else if (frame.type === 'ID-TAKEN') checks.counts.taken += 1;
        else this.onFrame(line, frame);
      },
      onClosed: (code, reason) => {
        checks.closed(line);
        this.line = undefined;
        if (this.isStopped) return;
        if (wasOpen) this.onLost(line, `${code} ${reason}`);
        this.later(50, 400, () => this.connect());
      },
    });
    this.line = line;
  }

  protected later(low: number, high: number, run: () => void): void {
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        if (!this.isStopped) run();
      },
      this.site.world.between(low, high),
    );
    this.#timers.add(timer);
  }

  protected abstract onOpen(): void;
  protected abstract onFrame(line: Line, frame: Received): void;
  /** A connection that was open is not any more. */
  protected abstract onLost(line: Line, why: string): void;
}

/** Is in the room, and sends numbered frames to the others. */
export class Talker extends Client {
  /** The members as it was told, with those who are away. */
  readonly seen = new Map<string, SeenMember>();
  readonly #talkers: readonly Talker[];
  #enteredAt: number | undefined;
  #isSilent = false;

  constructor(site: Site, id: string, talkers: readonly Talker[]) {
    super(site, id, `owner of ${id}`);
    this.#talkers = talkers;
    this.#talk();
  }

  /** How long it has been in the room, in ms. */
  get presentMs(): number | undefined {
    return this.#enteredAt === undefined ? undefined : performance.now() - this.#enteredAt;
  }

  /** It sends nothing more. */
  silence(): void {
    this.#isSilent = true;
  }

  protected onOpen(): void {
    this.#enter();
  }

  protected onLost(line: Line, why: string): void {
    this.#enteredAt = undefined;
    this.seen.clear();
    const {checks, isAlive} = this.site;
    if (isAlive(line.url)) checks.fail(`${this.id} is disconnected, and its broker is alive: ${why}`);
  }

  protected onFrame(line: Line, {type, src, payload}: Received): void {
    const {checks} = this.site;
    if (type === 'EXPIRE') checks.expired(line, src ?? '');
    else if (src === '@broker') this.#hear(payload ?? {});
    else if (typeof payload?.n === 'number') checks.arrived(line, payload.n);
  }

  #enter(): void {
    this.line?.say('enter', {room: ROOM, name: this.id, stage: 'in', session: this.id});
  }

  #talk(): void {
    this.later(50, 300, () => {
      if (this.#isSilent) return;
      const others = this.#talkers.filter(other => other !== this);
      if (this.line?.isOpen && others.length > 0) {
        const {id: dst} = this.site.world.pick(others);
        const n = this.site.checks.sending(this.line, dst);
        this.line.send({type: 'OFFER', dst, payload: {type: 'chaos', n}});
      }
      this.#talk();
    });
  }

  #hear(payload: NonNullable<Received['payload']>): void {
    const {kind, id, member, members, of} = payload as {
      kind: string;
      id: string;
      member: SeenMember;
      members: SeenMember[];
      of?: string;
    };
    if (kind === 'room') {
      this.#enteredAt ??= performance.now();
      this.seen.clear();
      for (const one of members) this.seen.set(one.id, one);
    } else if (kind === 'refused' && of === 'enter') {
      // Redis is away.
      this.later(200, 600, () => this.isOpen && this.#enter());
    } else if (kind === 'entered' || kind === 'updated') this.seen.set(member.id, member);
    else if (kind === 'exited') {
      this.seen.delete(id);
      this.site.checks.exited(id, this.#talkers.find(one => one.id === id)?.presentMs);
    }
  }
}

/** Wants an id that others want too, keeps it for a while, and gives it back or breaks the connection. */
export class Rival extends Client {
  protected onOpen(): void {
    const {line} = this;
    this.later(300, 4_000, () => line?.end(this.site.world.chance(0.7) ? 'close' : 'break'));
  }

  protected onFrame(): void {}
  protected onLost(): void {}
}
