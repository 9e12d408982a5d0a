/** The longest emoji, in UTF-16 units: a family of four with skin tones has 19, the flag of a nation within a state 14. */
const MAX_LENGTH = 32;

/** A pictograph with its skin tone, presentation or tags (UTS #51 §1.4.9). */
const ELEMENT = String.raw`\p{Extended_Pictographic}(?:\p{Emoji_Modifier}|\uFE0F)?(?:[\u{E0020}-\u{E007E}]+\u{E007F})?`;

/** A flag, a keycap, or elements that are joined into one. Emoji of later Unicode versions match too. */
const EMOJI = new RegExp(
  String.raw`^(?:\p{Regional_Indicator}{2}|[0-9#*]\uFE0F?\u20E3|${ELEMENT}(?:\u200D${ELEMENT})*)$`,
  'u',
);

/** Whether this is exactly one emoji. */
export const isEmoji = (value: unknown): value is string =>
  typeof value === 'string' && value.length <= MAX_LENGTH && EMOJI.test(value);
