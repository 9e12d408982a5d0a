/** The TCP connections of the broker's own server, from before their first byte until they are closed. */
import type {Socket} from 'node:net';
import type {Addresses, AddressState} from '../admission/index.js';
import type {RefusalCode} from '../refusals.js';

export interface ConnectionParts {
  readonly addresses: Addresses;
  /** The key of the address that a connection counts for; undefined if it is not counted. */
  readonly keyOf: (socket: Socket) => string | undefined;
  readonly onRefused: (code: RefusalCode, who: {address: string}) => void;
}

/** Limits connections per address. Otherwise, silent connections from one address could use up all of them. */
export class Connections {
  readonly #parts: ConnectionParts;
  readonly #open = new Map<Socket, AddressState | undefined>();
  /** One listener for all sockets, to save memory. */
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

  /** May be called again for the same connection. */
  add(socket: Socket): void {
    if (this.#open.has(socket)) return;
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

  /** Ends the connections on which nothing has arrived: browsers open some ahead, which Node does not consider idle. */
  destroyUnused(): void {
    for (const socket of this.#open.keys()) if (socket.bytesRead === 0) socket.destroy();
  }

  /** Ends all connections, including upgraded ones, which the HTTP server itself no longer tracks. */
  destroy(): void {
    for (const socket of this.#open.keys()) socket.destroy();
  }
}
