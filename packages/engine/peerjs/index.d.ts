/** What the engine uses of peerjs, beyond its documentation too: it is pinned, and the contract tests hold us to it. */
export class Peer {
  constructor(id: string, options: PeerOptions);
  readonly socket: {
    send(frame: object): void;
    /** Undefined before it connects and after it is closed. */
    readonly _socket?: WebSocket;
  };
  on(event: 'open', listener: () => void): void;
  on(event: 'error', listener: (error: PeerError) => void): void;
  removeAllListeners(): void;
  destroy(): void;
  /** Every frame from the broker goes through it. */
  _handleMessage(frame: unknown): void;
}

export interface PeerOptions {
  readonly host: string;
  readonly port: number;
  readonly path: string;
  readonly secure: boolean;
  /** As it stands in the URL of the socket. */
  readonly token: string;
  /** Without it, peerjs passes its own STUN and TURN servers. */
  readonly config: RTCConfiguration;
}

export interface PeerError extends Error {
  readonly type: string;
}
