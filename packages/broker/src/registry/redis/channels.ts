/** What reaches this node over Redis, and the subscriptions that it takes. */
import type {Clock} from '../../clock.js';
import type {Logger} from '../../log.js';
import type {RegistryEvent, RoomEvent} from '../registry.js';
import {RegistryTimeout} from '../deadline.js';
import type {Connection} from './connection.js';
import type {Link} from './link.js';
import {readNotes, type Acknowledgements, type MessageNote, type Note} from './notes.js';

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
  readonly onAcknowledged: (acks: Acknowledgements) => void;
}

export class Channels {
  readonly #parts: ChannelParts;
  /** The rooms to hear of, and when this node does. */
  readonly #rooms = new Map<string, Promise<void>>();
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

  /** Sends a note to a node. */
  async tell(node: string, note: Note): Promise<void> {
    await this.#parts.link.publish(this.#to(node), JSON.stringify(note));
  }

  /**
   * Sends a note to this node itself. A subscription whose socket is dead without having said so hears nothing, and this alone
   * shows it: then the connection is made anew.
   */
  async listen(): Promise<void> {
    const {link, clock, node} = this.#parts;
    const {connection} = link;
    const echo = (this.#lastEcho += 1);
    await this.tell(node, {echo});
    clock.after(DEAF_MS, () => {
      if (this.#heard < echo) connection?.close(new RegistryTimeout('listen', DEAF_MS));
    });
  }

  #to(node: string): string {
    return `${this.#parts.key}:to:${node}`;
  }

  #of(room: string): string {
    return `${this.#parts.key}:room:${room}`;
  }

  readonly #onNote = (text: string): void => this.#guard(() => readNotes(text, this.#take));

  readonly #take = (note: Note): void => {
    // One that can't be used must not cost the others that came with it.
    this.#guard(() => {
      if ('echo' in note) this.#heard = note.echo;
      else if ('event' in note) this.#parts.onEvent(note.event);
      else if ('acks' in note) this.#parts.onAcknowledged(note.acks);
      else this.#parts.onMessage(note);
    });
  };

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
