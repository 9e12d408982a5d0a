/** The part of `process` that a command uses, so that a test can replace it. */
export interface Terminal {
  readonly env: Readonly<Record<string, string | undefined>>;
  readonly stdout: {write(text: string): unknown};
  readonly stderr: {write(text: string): unknown};
  readonly pid: number;
  exitCode?: number | string | null;
  once(signal: 'SIGTERM' | 'SIGINT', listener: () => void): unknown;
  on(signal: 'SIGHUP', listener: () => void): unknown;
}
