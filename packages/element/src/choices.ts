import {recall, remember} from './stored.js';

/** What the visitor chose in the settings; what is left out is as it is by default. */
export interface Settings {
  /** Processing of the microphone's audio; by default the browser's. */
  readonly noiseSuppression?: boolean;
  readonly echoCancellation?: boolean;
  /** Whether I see my own video as in a mirror; by default I do. */
  readonly mirror?: boolean;
  readonly saveData?: boolean;
  /** Whether calls ring; by default they do. */
  readonly tones?: boolean;
  /** BCP 47 tag of the language that wins over the element's; empty for none. */
  readonly lang?: string;
}

/** What the visitor chose the last time. Another visitor of this browser gets the same. */
export interface Choices extends Settings {
  readonly name?: string;
  /** Whether the device was on when the visitor last switched it in a lobby. */
  readonly microphone?: boolean;
  readonly camera?: boolean;
  readonly microphoneId?: string;
  readonly cameraId?: string;
  readonly speakerId?: string;
}

const SWITCHES: readonly string[] = [
  'microphone',
  'camera',
  'noiseSuppression',
  'echoCancellation',
  'mirror',
  'saveData',
  'tones',
] satisfies (keyof Choices)[];
const TEXTS: readonly string[] = [
  'name',
  'microphoneId',
  'cameraId',
  'speakerId',
  'lang',
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
