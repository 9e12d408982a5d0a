/** What must hold while brokers and their Redis are killed. */
import type {Line} from './line.js';

/** Within this time, in ms, a frame arrives or its sender gets EXPIRE: 5 s, and the way there and back on a busy machine. */
const EXPIRE_MS = 5_000 + 2_500;

/** How long brokers may take to find each other again, in ms: 6 s until a dead one is noticed, and a renewal. */
const SETTLE_MS = 6_000 + 4_000;

interface Sent {
  readonly line: Line;
  readonly dst: string;
  readonly at: number;
  hasArrived: boolean;
  /** It was reported as lost. */
  isLost?: boolean;
}

export interface Counts {
  sent: number;
  arrived: number;
  expired: number;
  /** Sockets that got an id. */
  opened: number;
  /** Sockets that were refused because somebody else has the id. */
  taken: number;
}

export class Checks {
  readonly failures: string[] = [];
  readonly counts: Counts = {sent: 0, arrived: 0, expired: 0, opened: 0, taken: 0};
  /** How long frames took to arrive, in ms, those that waited for their recipient too. */
  readonly delays: number[] = [];
  readonly #sent: Sent[] = [];
  /** Frames of a line to an id that did not arrive in time, less the EXPIREs for them. */
  readonly #missing = new Map<Line, Map<string, number>>();
  readonly #open = new Map<string, Set<Line>>();
  readonly #timers = new Set<NodeJS.Timeout>();
  readonly #start = performance.now();

  fail(what: string): void {
    this.failures.push(`${((performance.now() - this.#start) / 1_000).toFixed(3)} s: ${what}`);
  }

  /** A frame is sent; returns its number. */
  sending(line: Line, dst: string): number {
    const frame: Sent = {line, dst, at: performance.now(), hasArrived: false};
    const n = this.#sent.push(frame) - 1;
    this.counts.sent += 1;
    this.#after(EXPIRE_MS, () => {
      // The sender's broker is alive if the connection is.
      if (frame.hasArrived || !line.isOpen) return;
      if (this.#count(line, dst, 1) <= 0) return;
      frame.isLost = true;
      this.fail(`frame ${n} from ${line.id} to ${dst} is lost, without EXPIRE`);
    });
    return n;
  }

  arrived(line: Line, n: number): void {
    const frame = this.#sent[n];
    if (!frame) return this.fail(`${line.id} gets frame ${n}, which nobody has sent`);
    if (frame.hasArrived) this.fail(`frame ${n} from ${frame.line.id} to ${line.id} arrives twice`);
    if (frame.dst !== line.id) this.fail(`frame ${n} for ${frame.dst} reaches ${line.id}`);
    // Only this tells what is late from what is lost: a machine that is overloaded delays everything.
    if (frame.isLost) this.fail(`frame ${n} arrives after ${Math.round(performance.now() - frame.at)} ms`);
    frame.hasArrived = true;
    this.counts.arrived += 1;
    this.delays.push(performance.now() - frame.at);
  }

  expired(line: Line, dst: string): void {
    this.counts.expired += 1;
    const late = this.#sent.findLast(frame => frame.isLost && frame.line === line && frame.dst === dst);
    if (late && this.#count(line, dst, 0) > 0)
      this.fail(
        `EXPIRE of a frame to ${dst} comes, perhaps after ${Math.round(performance.now() - late.at)} ms`,
      );
    this.#count(line, dst, -1);
  }

  /** A line has got its id. */
  opened(line: Line): void {
    this.counts.opened += 1;
    const others = this.#open.get(line.id) ?? new Set();
    for (const other of others)
      if (other.isOpen && other.owner !== line.owner)
        this.fail(`${line.id} belongs to ${line.owner} and to ${other.owner}`);
    others.add(line);
    this.#open.set(line.id, others);
  }

  closed(line: Line): void {
    this.#open.get(line.id)?.delete(line);
    this.#missing.delete(line);
  }

  /** Somebody hears that this id has left the room, in which it has been for so many ms; undefined if it is not there. */
  exited(id: string, forMs: number | undefined): void {
    if (forMs !== undefined && forMs > SETTLE_MS)
      this.fail(`${id} is said to have left the room in which it is`);
  }

  /** No longer waits for anything. */
  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.#timers.clear();
  }

  #count(line: Line, dst: string, change: number): number {
    const counts = this.#missing.get(line) ?? new Map<string, number>();
    this.#missing.set(line, counts);
    counts.set(dst, (counts.get(dst) ?? 0) + change);
    return counts.get(dst) ?? 0;
  }

  #after(ms: number, run: () => void): void {
    const timer = setTimeout(() => {
      this.#timers.delete(timer);
      run();
    }, ms);
    this.#timers.add(timer);
  }
}
