/** What every page of a call can do, whatever it is made of, so that one measurement fits all. */
export interface Side {
  /** The broker knows this page and its devices give. */
  readonly isReady: boolean;
  isRinging: boolean;
  /** The other one's media, from the moment on when there is any. */
  remote: MediaStream | null;
  /** When `ring()`, `answer()` or `join()` was called last, as `lab.now()`. */
  startedAt: number;
  ring(id: string): Promise<void>;
  answer(): Promise<void>;
  /** Enters the room for good, where the page knows rooms. */
  join(): Promise<void>;
}

declare global {
  interface Window {
    side: Side;
  }
}

export const now = () => performance.timeOrigin + performance.now();
