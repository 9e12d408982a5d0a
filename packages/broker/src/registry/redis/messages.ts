/**
 * Messages between nodes, and their acknowledgements. Those of one tick travel together: to Redis and to the other node, a call
 * costs much more than what is in it.
 */
import type {Message} from '../../protocol/index.js';
import type {Delivery} from '../registry.js';
import {writeMessage, type Acknowledgements, type MessageNote} from './notes.js';

/** How many messages, or characters, one call carries at most: Redis does nothing else meanwhile. */
const [MAX_COUNT, MAX_LENGTH] = [200, 262_144];

export interface MessagesParts {
  readonly node: string;
  /** The time of Redis, in ms. */
  readonly now: () => number;
  /** Runs the script `forward` with id and text of each message; resolves to the indexes of those that no node got. */
  readonly send: (args: readonly string[]) => Promise<readonly number[]>;
  /** Publishes to a node. */
  readonly publish: (node: string, acks: Acknowledgements) => Promise<void>;
  /** Takes a message for a client of this node. */
  readonly deliver: (note: MessageNote) => Promise<Delivery>;
}

/** A message that waits to be sent, or to be acknowledged. */
interface Request {
  readonly until: number;
  readonly resolve: (delivery: Delivery) => void;
  readonly reject: (error: unknown) => void;
}

export class Messages {
  readonly #parts: MessagesParts;
  /** In the order of their numbers. */
  readonly #requests = new Map<number, Request>();
  #lastRequest = 0;
  /** What goes out at the end of this tick: the number, the id and the text of each message. */
  #batch: {readonly numbers: number[]; readonly args: string[]; length: number} | undefined;
  /** What goes out at the end of this tick, by node. */
  #acks = new Map<string, Acknowledgements[number][]>();
  #flushing: NodeJS.Immediate | undefined;

  constructor(parts: MessagesParts) {
    this.#parts = parts;
  }

  /** Sends a message. If no node acknowledges it in time, the promise stays pending, and is forgotten. */
  forward(message: Message & {dst: string}, withinMs: number): Promise<Delivery> {
    const {node, now} = this.#parts;
    const request = (this.#lastRequest += 1);
    const until = now() + withinMs;
    const text = writeMessage({from: node, request, until: Math.floor(until), message});
    return new Promise((resolve, reject) => {
      this.#requests.set(request, {until, resolve, reject});
      this.#batch ??= {numbers: [], args: [], length: 0};
      const {numbers, args} = this.#batch;
      numbers.push(request);
      args.push(message.dst, text);
      this.#batch.length += text.length;
      if (numbers.length >= MAX_COUNT || this.#batch.length >= MAX_LENGTH) this.flush();
      else this.#flushSoon();
    });
  }

  /** Another node has sent a message. */
  async receive(note: MessageNote): Promise<void> {
    const {from, request, until} = note;
    if (until < this.#parts.now()) return;
    const delivery = await this.#parts.deliver(note);
    const acks = this.#acks.get(from);
    if (acks) acks.push([request, delivery]);
    else this.#acks.set(from, [[request, delivery]]);
    this.#flushSoon();
  }

  acknowledged(acks: Acknowledgements): void {
    for (const [request, delivery] of acks) this.#settle(request)?.resolve(delivery);
  }

  /** Sends what waits for the end of the tick. */
  flush(): void {
    clearImmediate(this.#flushing);
    this.#flushing = undefined;
    const batch = this.#batch;
    const acks = this.#acks;
    this.#batch = undefined;
    if (batch) void this.#send(batch.numbers, batch.args);
    if (acks.size === 0) return;
    this.#acks = new Map();
    for (const [node, those] of acks) this.#parts.publish(node, those).catch(() => {});
  }

  /** Forgets messages for which nobody waits any more. */
  prune(): void {
    const now = this.#parts.now();
    for (const [request, {until}] of this.#requests) if (until < now) this.#requests.delete(request);
  }

  close(): void {
    clearImmediate(this.#flushing);
    this.#batch = undefined;
    this.#acks.clear();
    this.#requests.clear();
  }

  async #send(numbers: readonly number[], args: readonly string[]): Promise<void> {
    try {
      for (const index of await this.#parts.send(args))
        this.#settle(numbers[index])?.resolve({status: 'absent'});
    } catch (error) {
      for (const request of numbers) this.#settle(request)?.reject(error);
    }
  }

  #settle(request: number | undefined): Request | undefined {
    if (request === undefined) return undefined;
    const found = this.#requests.get(request);
    this.#requests.delete(request);
    return found;
  }

  #flushSoon(): void {
    this.#flushing ??= setImmediate(() => this.flush());
  }
}
