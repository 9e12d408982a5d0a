/** What reaches this node over Redis: events, messages for its clients, and acknowledgements. */
import type {Clock} from '../../clock.js';
import type {Logger} from '../../log.js';
import type {Message} from '../../protocol/index.js';
import type {Delivery, RegistryEvent, RoomEvent} from '../registry.js';
import {RegistryTimeout} from '../deadline.js';
import type {Connection} from './connection.js';
import type {Link} from './link.js';

/** What is published to a node. */
type Note =
  | {readonly event: RegistryEvent}
  | {readonly ack: number; readonly delivery: Delivery}
  | {readonly echo: number}
  | MessageNote;

/** A message for a client of the node. */
export interface MessageNote {
  /** Who asks for an acknowledgement, and its number. */
  readonly from: string;
  readonly request: number;
  /** The time of Redis in ms after which the sender does not wait any more. */
  readonly until: number;
  readonly message: Message & {dst: string};
}

/** How long a note may take to come back, in ms, before the subscription counts as dead. */
const DEAF_MS = 3_000;

export interface ChannelParts {
  readonly link: Link;
  /** With the hash tag: `{rtc}`. */
  readonly key: string;
  readonly node: string;
  readonly clock: Clock;
  readonly log: Logger;
  readonly onEvent: (event: RegistryEvent) => void;
  readonly onMessage: (note: MessageNote) => void;
}

export class Channels {
  readonly #parts: ChannelParts;
  /** The rooms to hear of, and when this node does. */
  readonly #rooms = new Map<string, Promise<void>>();
  readonly #requests = new Map<number, (delivery: Delivery) => void>();
  #lastRequest = 0;
  #lastEcho = 0;
  #heard = 0;
  #hasWarned = false;

  constructor(parts: ChannelParts) {
    this.#parts = parts;
  }

  /** Subscribes to everything over a new connection. */
  async open(connection: Connection): Promise<void> {
    const own = this.#to(this.#parts.node);
    await connection.subscribe([own], this.#onNote);
    const rooms = [...this.#rooms.keys()];
    if (rooms.length === 0) return;
    const ready = connection.subscribe(
      rooms.map(room => this.#of(room)),
      this.#onRoomEvent,
    );
    for (const room of rooms) this.#rooms.set(room, ready);
    await ready;
  }

  /** Resolves when events of this room arrive. */
  watch(room: string): Promise<void> {
    const known = this.#rooms.get(room);
    if (known) return known;
    const {connection} = this.#parts.link;
    const ready = connection
      ? connection.subscribe([this.#of(room)], this.#onRoomEvent)
      : Promise.reject(new Error('not connected'));
    ready.catch(() => {
      if (this.#rooms.get(room) === ready) this.#rooms.delete(room);
    });
    this.#rooms.set(room, ready);
    return ready;
  }

  isWatched(room: string): boolean {
    return this.#rooms.has(room);
  }

  /** Events of this room are no longer needed. */
  forget(room: string): void {
    if (!this.#rooms.delete(room)) return;
    this.#parts.link.connection?.unsubscribe(this.#of(room)).catch(() => {});
  }

  /** A note with a message, and what becomes of it: resolves when another node acknowledges it. */
  ask(
    message: Message & {dst: string},
    until: number,
  ): {text: string; answer: Promise<Delivery>; stop: () => void} {
    const request = (this.#lastRequest += 1);
    const note: MessageNote = {from: this.#parts.node, request, until, message};
    const answer = new Promise<Delivery>(resolve => this.#requests.set(request, resolve));
    return {text: JSON.stringify(note), answer, stop: () => void this.#requests.delete(request)};
  }

  /**
   * Sends a note to this node itself. A subscription whose socket is dead without having said so hears nothing, and this alone
   * shows it: then the connection is made anew.
   */
  async listen(): Promise<void> {
    const {link, clock, node} = this.#parts;
    const {connection} = link;
    const echo = (this.#lastEcho += 1);
    await link.publish(this.#to(node), JSON.stringify({echo} satisfies Note));
    clock.after(DEAF_MS, () => {
      if (this.#heard < echo) connection?.close(new RegistryTimeout('listen', DEAF_MS));
    });
  }

  async acknowledge({from, request}: MessageNote, delivery: Delivery): Promise<void> {
    const note: Note = {ack: request, delivery};
    await this.#parts.link.publish(this.#to(from), JSON.stringify(note));
  }

  #to(node: string): string {
    return `${this.#parts.key}:to:${node}`;
  }

  #of(room: string): string {
    return `${this.#parts.key}:room:${room}`;
  }

  readonly #onNote = (text: string): void =>
    this.#guard(() => {
      const note = JSON.parse(text) as Note;
      if ('echo' in note) this.#heard = note.echo;
      else if ('event' in note) this.#parts.onEvent(note.event);
      else if ('ack' in note) this.#requests.get(note.ack)?.(note.delivery);
      else if (note.until >= this.#parts.link.now()) this.#parts.onMessage(note);
    });

  readonly #onRoomEvent = (text: string): void =>
    this.#guard(() => this.#parts.onEvent(JSON.parse(text) as RoomEvent));

  /** What throws here would end the process, and one note is not worth that. Its text may be private, so it is not logged. */
  #guard(read: () => void): void {
    try {
      read();
    } catch (error) {
      if (this.#hasWarned) return;
      this.#hasWarned = true;
      const stack = error instanceof SyntaxError ? undefined : (error as Error).stack;
      this.#parts.log.error(
        {stack},
        'a note that came over Redis could not be used, and is dropped: only brokers may publish there',
      );
    }
  }
}
