/** The interface of all call pages, so that one benchmark works with all of them. */
export interface Side {
  /** True when the page is connected to the broker and captures media. */
  readonly isReady: boolean;
  isRinging: boolean;
  /** The remote media, as soon as there is any. */
  remote: MediaStream | null;
  /** When `ring()`, `answer()` or `join()` was last called, as `lab.now()`. */
  startedAt: number;
  ring(id: string): Promise<void>;
  answer(): Promise<void>;
  /** Joins the room, if the page supports rooms. */
  join(): Promise<void>;
}

declare global {
  interface Window {
    side: Side;
  }
}

export const now = () => performance.timeOrigin + performance.now();
