import type {AddressState, Admission} from '../admission/index.js';
import type {Message} from '../protocol/index.js';
import {asFrame, type CoreFrame, type CoreSocket} from './peer-core.js';
import type {Socket} from './socket.js';

/**
 * One peer id on this broker. It outlives its sockets: `peer` sees one client that stays for the whole lease, while
 * connections break and come back underneath.
 */
export class Session implements CoreSocket {
  readonly id: string;
  admission: Admission;
  socket: Socket | undefined;
  /** The address that took the id, wherever its owner comes back from. */
  readonly addressState: AddressState;
  /** The messages to the broker are handled one after the other: the last of them, while it runs. */
  lastTask: Promise<void> | undefined;
  /** How many of them there are. */
  taskCount = 0;
  #onMessage: ((frame: CoreFrame) => void) | undefined;
  #onClose: (() => void) | undefined;

  constructor(admission: Admission, socket: Socket) {
    this.id = admission.id;
    this.admission = admission;
    this.socket = socket;
    this.addressState = socket.limits.addressState;
  }

  /** It is connected, as far as can be told: a socket that leaves a ping unanswered may be dead. */
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

  /** Lets `peer` route a message of this client to its `dst`. */
  relay(message: Message): void {
    this.#onMessage?.(asFrame(message));
  }

  /** Makes `peer` forget this client. */
  forget(): void {
    this.#onClose?.();
  }

  /** `peer` closes a client that it can't send to; `send` never fails, so there is nothing to do. */
  close(): void {}
}
