import {recall, remember} from './stored.js';

/** What the visitor chose the last time. Another visitor of this browser gets the same. */
export interface Choices {
  readonly name?: string;
  /** Whether the device was on when the visitor last switched it in a lobby. */
  readonly microphone?: boolean;
  readonly camera?: boolean;
  readonly microphoneId?: string;
  readonly cameraId?: string;
  readonly speakerId?: string;
}

const SWITCHES: readonly string[] = ['microphone', 'camera'] satisfies (keyof Choices)[];
const TEXTS: readonly string[] = [
  'name',
  'microphoneId',
  'cameraId',
  'speakerId',
] satisfies (keyof Choices)[];

const isChoice = ([key, value]: [string, unknown]) =>
  SWITCHES.includes(key) ? typeof value === 'boolean' : TEXTS.includes(key) && typeof value === 'string';

const KEY = 'choices';

export function recallChoices(): Choices {
  const stored = recall(KEY);
  if (typeof stored !== 'object' || stored === null) return {};
  return Object.fromEntries(Object.entries(stored).filter(isChoice));
}

/** Remembers these choices; those that are left out or undefined stay as they are. */
export function rememberChoices(change: Choices) {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  remember(KEY, {...recallChoices(), ...Object.fromEntries(given)});
}
