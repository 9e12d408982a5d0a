/** The TCP connections of the broker's own server, from before they say anything until they are gone. */
import type {Socket} from 'node:net';
import type {Addresses, AddressState} from '../admission/index.js';
import type {RefusalCode} from '../refusals.js';

export interface ConnectionParts {
  readonly addresses: Addresses;
  /** Whom a connection counts for; undefined where it counts for nobody. */
  readonly keyOf: (socket: Socket) => string | undefined;
  readonly onRefused: (code: RefusalCode, who: {address: string}) => void;
}

/** Keeps them to so many per address: without that, silent ones of a single address could take every place. */
export class Connections {
  readonly #parts: ConnectionParts;
  readonly #open = new Map<Socket, AddressState | undefined>();
  /** One for all sockets, since there are many of them. */
  readonly #onClose: (this: Socket) => void;

  constructor(parts: ConnectionParts) {
    this.#parts = parts;
    const open = this.#open;
    this.#onClose = function () {
      const addressState = open.get(this);
      open.delete(this);
      if (addressState) addressState.open -= 1;
    };
  }

  add(socket: Socket): void {
    const {addresses, keyOf, onRefused} = this.#parts;
    const key = keyOf(socket);
    const addressState = key === undefined ? undefined : addresses.get(key);
    if (addressState && !addresses.mayOpen(addressState)) {
      onRefused('too-many-connections', {address: socket.remoteAddress ?? ''});
      socket.destroy();
      return;
    }
    this.#open.set(socket, addressState);
    if (addressState) addressState.open += 1;
    socket.on('close', this.#onClose);
  }

  /** Ends those that are left, those included that an HTTP server counts no longer: every upgrade leaves its list. */
  destroy(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }
}
