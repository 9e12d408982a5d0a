import type {AddressState, Admission} from '../admission/index.js';
import type {Message} from '../protocol/index.js';
import {asFrame, type CoreFrame, type CoreSocket} from './peer-core.js';
import type {Rings} from './rings.js';
import type {Socket} from './socket.js';

/**
 * One peer id on this broker. It outlives its sockets: `peer` sees one client for as long as the id is held, even if the
 * client reconnects.
 */
export class Session implements CoreSocket {
  readonly id: string;
  admission: Admission;
  socket: Socket | undefined;
  /** The registry's number for its claim of the id: new with each of its sockets. */
  lease: number;
  /** The address that took the id. It stays the same if the owner reconnects from another address. */
  readonly addressState: AddressState;
  /** Messages to the broker are handled one after another. This is the last one, until it is done. */
  lastTask: Promise<void> | undefined;
  /** The page load that speaks for it; undefined until it says so, and for a plain PeerJS client. */
  page: string | undefined;
  /** When its page went away, in ms of the clock; undefined while it is connected, or only its connection was lost. */
  leftAt: number | undefined;
  /** Undefined until it rings, or is rung: most clients in rooms never do. */
  rings: Rings | undefined;
  /** How many messages are being handled or waiting. */
  taskCount = 0;
  #onMessage: ((frame: CoreFrame) => void) | undefined;
  #onClose: (() => void) | undefined;

  constructor(admission: Admission, socket: Socket, lease: number) {
    this.id = admission.id;
    this.admission = admission;
    this.socket = socket;
    this.lease = lease;
    this.addressState = socket.limits.addressState;
  }

  /** Whether it is connected, as far as the broker knows: a socket with an unanswered ping may be dead. */
  get isReachable(): boolean {
    return this.socket !== undefined && this.socket.isOpen && !this.socket.isPingUnanswered;
  }

  /** Called by `peer` when it registers the client. */
  on(event: 'message' | 'close' | 'error', listener: (frame: CoreFrame) => void): void {
    if (event === 'message') this.#onMessage = listener;
    if (event === 'close') this.#onClose = listener as () => void;
  }

  send(message: Message): void {
    this.socket?.send(message);
  }

  /** Lets `peer` route a message from this client to its `dst`. */
  relay(message: Message): void {
    this.#onMessage?.(asFrame(message));
  }

  /** Makes `peer` forget this client. */
  forget(): void {
    this.#onClose?.();
  }

  /** `peer` closes a client when `send` fails. It never does, so there is nothing to do. */
  close(): void {}
}
