/** What somebody says, as text, from speech recognition for instance. */
export interface Caption {
  /** Who says it: the id of a participant, or mine (`local.id`). */
  readonly participantId: string;
  /** At most 1,000 characters. Without any, an interim text is taken back. */
  readonly text: string;
  /** `false`: an interim text, which the next one of the same participant replaces. Default: true. */
  readonly isFinal?: boolean;
  /** BCP 47 tag of the text's language. Default: that of the interface. */
  readonly lang?: string;
}

export interface CaptionLine {
  readonly text: string;
  readonly isFinal: boolean;
  /** A canonical BCP 47 tag; undefined for the language of the interface. */
  readonly lang: string | undefined;
  /** When it disappears, in ms of the clock that `now` comes from. */
  readonly until: number;
}

/** What one person has said last. */
export interface SpeakerCaptions {
  readonly participantId: string;
  /** The name at the time when they spoke: they may have left. */
  readonly name: string;
  /** At most `LINES`, oldest first. */
  readonly lines: readonly CaptionLine[];
}

/** How many texts of one person are kept, and of how many people. */
const LINES = 2;
const SPEAKERS = 3;

/** How long a text stays, in ms: a moment to find it, and the time to read it at 20 characters per second. */
const FOUND_MS = 4_000;
const READ_MS = 50;
/** How long it takes to fade, in ms; the same as in styles/captions.ts. */
export const FADE_MS = 180;

const lastLine = ({lines}: SpeakerCaptions) => lines.at(-1)!;

/** Adds a text, in place of the interim one of the same person. People stay in the order in which they began. */
export function withCaption(
  captions: readonly SpeakerCaptions[],
  {participantId, text, isFinal = true, lang}: Caption,
  name: string,
  now: number,
): readonly SpeakerCaptions[] {
  const current = captionsAt(captions, now);
  const before = current.find(one => one.participantId === participantId);
  const settled = before?.lines.filter(line => line.isFinal) ?? [];
  const line: CaptionLine = {text, isFinal, lang, until: now + FOUND_MS + text.length * READ_MS};
  const lines = (text === '' ? settled : [...settled, line]).slice(-LINES);
  const entry: SpeakerCaptions = {participantId, name, lines};
  const all = before ? current.map(one => (one === before ? entry : one)) : [...current, entry];
  const speaking = all.filter(one => one.lines.length > 0);
  if (speaking.length <= SPEAKERS) return speaking;
  // The one whose last text ends first has been silent for longest, or is easily read.
  const silent = speaking.toSorted((one, other) => lastLine(one).until - lastLine(other).until)[0];
  return speaking.filter(one => one !== silent);
}

/** What is left of the captions at a time. */
export const captionsAt = (captions: readonly SpeakerCaptions[], now: number): readonly SpeakerCaptions[] =>
  captions.flatMap(one => {
    const lines = one.lines.filter(({until}) => until > now);
    return lines.length > 0 ? {...one, lines} : [];
  });

/** When the captions look different next: a text begins to fade, or is gone. Infinity without captions. */
export function nextChange(captions: readonly SpeakerCaptions[], now: number): number {
  const times = captions.flatMap(({lines}) => lines.flatMap(({until}) => [until - FADE_MS, until]));
  return Math.min(...times.filter(time => time > now));
}

export const isFading = ({until}: CaptionLine, now: number): boolean => until - FADE_MS <= now;
