/** One file on its way to or from one participant: a snapshot, replaced on every change. */
export interface FileTransfer {
  readonly id: string;
  /** Peer id of the other side. */
  readonly peer: string;
  readonly direction: 'send' | 'receive';
  readonly name: string;
  /** Bytes. */
  readonly size: number;
  readonly type: string;
  readonly status: 'offered' | 'active' | 'done' | 'cancelled' | 'declined' | 'failed';
  /** Bytes that the receiver has. */
  readonly transferred: number;
  /** The received file, once `status` is `done`: on the browser's private disk where it has one, for a day. */
  readonly blob?: Blob;
}
