/** One file being sent to or received from one participant: a snapshot, replaced on every change. */
export interface FileTransfer {
  readonly id: string;
  /** The same for all transfers of one `sendFile()`, which may have several receivers. */
  readonly offer: string;
  /** When it was offered, in ms since the epoch, on this side's clock. */
  readonly time: number;
  /** Peer id of the other side. */
  readonly peer: string;
  readonly direction: 'send' | 'receive';
  /** Safe to show and to save: without a path, control characters or marks that reorder text. */
  readonly name: string;
  /** In bytes. */
  readonly size: number;
  /** Its media type, such as `image/png`; empty if it is unknown. */
  readonly type: string;
  readonly status: 'offered' | 'active' | 'done' | 'cancelled' | 'declined' | 'failed';
  /** Number of bytes that the receiver has. */
  readonly transferred: number;
  /**
   * The file that I send; or the received one, once `status` is `done`: in the origin private file system if there is one,
   * for a day.
   */
  readonly blob?: Blob;
}
