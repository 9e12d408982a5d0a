/** The way in: every WebSocket handshake is checked here before a socket exists. */
import {createHash} from 'node:crypto';
import type {IncomingMessage} from 'node:http';
import type {Duplex} from 'node:stream';
import {WebSocketServer} from 'ws';
import {refuseUpgrade} from './http-reply.js';
import type {Hub} from './hub.js';
import {isPeerId} from './ids.js';
import type {RefusalCode} from './refusals.js';
import type {Admission} from './session.js';
import {Socket} from './socket.js';

export interface GateParts {
  readonly prefix: string;
  readonly hub: Hub;
  readonly limits: {readonly frameBytes: number; readonly bufferedBytes: number};
  readonly sockets: Set<Socket>;
  readonly isReady: () => boolean;
  readonly onRefused: (code: RefusalCode) => void;
}

/** The id that a token gives no name to: a digest, so that neither memory dumps nor logs hold the token itself. */
const digest = (token: string): string => createHash('sha256').update(token).digest('base64url');

export function createGate({prefix, hub, limits, sockets, isReady, onRefused}: GateParts) {
  const wss = new WebSocketServer({
    noServer: true,
    clientTracking: false,
    perMessageDeflate: false,
    maxPayload: limits.frameBytes,
  });
  wss.on('wsClientError', (_error, socket) => refuse(socket, 'bad-upgrade'));

  function refuse(socket: Duplex, code: RefusalCode): void {
    onRefused(code);
    refuseUpgrade(socket, code);
  }

  function admit(req: IncomingMessage): Admission | RefusalCode {
    const url = new URL((req.url ?? '').slice(prefix.length) || '/', 'http://broker');
    if (url.pathname !== '/peerjs') return 'not-found';
    const id = url.searchParams.get('id');
    const token = url.searchParams.get('token') ?? '';
    if (url.searchParams.get('key') !== 'peerjs') return 'bad-key';
    if (!isPeerId(id)) return 'bad-id';
    if (token.length < 1 || token.length > 4096) return 'bad-token';
    return {id, owner: digest(token)};
  }

  function open(ws: import('ws').WebSocket, admission: Admission): void {
    const {id} = admission;
    const socket = new Socket(
      ws,
      {
        onFrame: (frame, size) => hub.receive(socket, id, frame, size),
        onClosed(deliberate) {
          sockets.delete(socket);
          hub.closed(socket, id, deliberate);
        },
        onRefused,
      },
      limits.bufferedBytes,
    );
    sockets.add(socket);
    // Nothing may be read before the id is its own.
    socket.pause();
    void hub.open(socket, admission).then(() => socket.resume());
  }

  return {
    upgrade(req: IncomingMessage, socket: Duplex, head: Buffer): void {
      socket.on('error', () => socket.destroy());
      if (!isReady()) return refuse(socket, 'draining');
      const admission = admit(req);
      if (typeof admission === 'string') return refuse(socket, admission);
      wss.handleUpgrade(req, socket, head, ws => open(ws, admission));
    },
  };
}
