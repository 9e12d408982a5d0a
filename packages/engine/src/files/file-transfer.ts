/** One file being sent to or received from one participant: a snapshot, replaced on every change. */
export interface FileTransfer {
  readonly id: string;
  /** Peer id of the other side. */
  readonly peer: string;
  readonly direction: 'send' | 'receive';
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  readonly type: string;
  readonly status: 'offered' | 'active' | 'done' | 'cancelled' | 'declined' | 'failed';
  /** Number of bytes that the receiver has. */
  readonly transferred: number;
  /** The received file, once `status` is `done`: in the origin private file system if there is one, for a day. */
  readonly blob?: Blob;
}
