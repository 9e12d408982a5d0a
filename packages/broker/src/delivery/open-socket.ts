/** Wraps each WebSocket that the gate admitted in a Socket, and claims its id. */
import {Bucket, type Admission, type Admitted} from '../admission/index.js';
import type {Clock} from '../clock.js';
import type {Logger} from '../log.js';
import type {Config} from '../options/index.js';
import {Socket, type SocketEvents} from './socket.js';

export interface SocketParts {
  readonly limits: Config['limits'];
  readonly clock: Clock;
  /** All open sockets. A new one is added here, and removed when it is closed. */
  readonly sockets: Set<Socket>;
  readonly events: SocketEvents;
  /** Gives a new socket its id. */
  readonly onOpened: (socket: Socket, admission: Admission) => Promise<void>;
  readonly log: Logger;
}

export function createSocketOpener(parts: SocketParts): (admitted: Admitted) => void {
  const {limits, clock, sockets, log} = parts;
  const events: SocketEvents = {
    ...parts.events,
    onClosed(socket, closing, code) {
      sockets.delete(socket);
      parts.events.onClosed(socket, closing, code);
    },
  };
  let lastConn = 0;

  return ({ws, stream, admission, address, addressState}) => {
    const who = {conn: `c${++lastConn}`, id: admission.id, address};
    const socket = new Socket(
      ws,
      stream,
      who,
      {
        bufferedBytes: limits.bufferedBytes,
        messages: new Bucket(limits.messagesPerSocket, clock),
        joins: new Bucket(limits.joinsPerSocket, clock),
        addressState,
      },
      clock,
      events,
    );
    sockets.add(socket);
    // Nothing is read before the socket has its id.
    socket.pause();
    parts.onOpened(socket, admission).then(
      () => socket.resume(),
      error => {
        log.error({err: error, ...who}, 'the id could not be claimed');
        socket.refuse('registry-unavailable');
      },
    );
  };
}
