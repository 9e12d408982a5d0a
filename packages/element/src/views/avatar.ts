import {html, type TemplateResult} from 'lit';

/** Initials of the first and the last word: "Ada Lovelace" → "AL". Emoji count as one character. */
export function initials(name: string): string {
  const words = name.split(/[\s_-]+/).filter(Boolean);
  const letters = [words[0], words.length > 1 ? words.at(-1) : undefined].map(word =>
    firstCharacter(word ?? ''),
  );
  return letters.join('').toLocaleUpperCase();
}

const segmenter = new Intl.Segmenter();

function firstCharacter(word: string): string {
  for (const {segment} of segmenter.segment(word)) return segment;
  return '';
}

/** The hue for a name, the same on every screen. */
export function hue(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360;
  return hash;
}

export const avatar = (name: string): TemplateResult =>
  html`<span class="avatar" part="avatar" aria-hidden="true" .style=${`--_hue: ${hue(name)}`}
    >${initials(name)}</span
  >`;
