import {readdir} from 'node:fs/promises';
import {join} from 'node:path';
import {VERIFICATION_EMOJI} from '@rtc-call/engine/verification-emoji';
import {beforeAll, describe, expect, it} from 'vitest';
import {LANGUAGES} from './languages.js';
import {verificationLanguages} from './verification-languages.js';

/** All English texts, from every part. */
const english: Record<string, unknown> = {};

beforeAll(async () => {
  for (const file of await readdir(import.meta.dirname)) {
    const name = file.slice(0, -3);
    if (
      /\.test$|-details$|-verification$|^(?:index|languages|plural|verification-languages)$/.test(name) ||
      name in LANGUAGES
    )
      continue;
    const part = (await import(join(import.meta.dirname, file))) as Record<string, unknown>;
    for (const [key, value] of Object.entries(part))
      if (key === 'base' || key.endsWith('Strings')) {
        const errors = {...(english.errors as object), ...(value as {errors?: object}).errors};
        Object.assign(english, value, {errors});
      }
  }
  // Inherited, because it has no text.
  delete english.flowSources;
});

type Text = string | ((...args: readonly unknown[]) => string);

/** All texts by their path, such as `errors.room-full`. */
const textsOf = (value: unknown, path = ''): [string, Text][] =>
  typeof value === 'object'
    ? Object.entries(value as object).flatMap(([key, child]) => textsOf(child, path ? `${path}.${key}` : key))
    : [[path, value as Text]];

/** The text, each of whose parameters is a number of its own, from `first` on. */
const say = (text: Text, parameters: number, first: number) =>
  typeof text === 'string' ? text : text(...argumentsFrom(first, parameters));

const argumentsFrom = (first: number, count: number) =>
  Array.from({length: count}, (_, index) => first + 1_000 * index);

/** Counts that have different plural forms: 21 is singular in Slavic languages. */
const COUNTS = [1, 2, 5, 21];

/** Whether a plural form is for this count alone, so that it may be a word: Arabic has a form for two. */
function isWord(lang: string, count: number): boolean {
  const rules = new Intl.PluralRules(lang);
  const form = rules.select(count);
  return !Array.from({length: 200}, (_, other) => other).some(
    other => other !== count && rules.select(other) === form,
  );
}

describe.each(Object.entries(LANGUAGES))('The language %s', (lang, {common, details}) => {
  const load = async () => {
    const [one, other, third] = await Promise.all([
      common.load(),
      details.load(),
      verificationLanguages[lang]!.load(),
    ]);
    return {...one, ...other, ...third, errors: {...one.errors, ...other.errors}};
  };

  it('has all texts', async () => {
    const strings = await load();
    expect(strings.tag).toBe(lang);
    const own = Object.fromEntries(Object.entries(strings));
    expect(textsOf(own).map(([path]) => path)).toEqual(
      expect.arrayContaining(textsOf(english).map(([path]) => path)),
    );
    expect(textsOf(own)).toHaveLength(textsOf(english).length);
  });

  it('says the names and numbers that English says', async () => {
    const own = new Map(textsOf(await load()));
    for (const [path, text] of textsOf(english)) {
      const parameters = typeof text === 'string' ? 0 : text.length;
      for (const first of COUNTS) {
        const [wanted, translated] = [say(text, parameters, first), say(own.get(path)!, parameters, first)];
        expect(translated.trim(), path).not.toBe('');
        expect(translated.match(/\{\w+\}/g), path).toEqual(wanted.match(/\{\w+\}/g));
        for (const argument of argumentsFrom(first, parameters))
          // In Arabic, a word may say one or two.
          if (wanted.includes(String(argument)) && !isWord(lang, argument))
            expect(translated, path).toContain(String(argument));
      }
    }
  });

  it('has a name of its own for each emoji to compare', async () => {
    const {emojiNames} = await load();
    expect(emojiNames).toHaveLength(VERIFICATION_EMOJI.length);
    expect(new Set(emojiNames.map(name => name.toLowerCase())).size).toBe(VERIFICATION_EMOJI.length);
  });

  it('has the captions of buttons in their names, as those who speak to the device say them', async () => {
    const {video, acceptVideo, audio, acceptAudio, message, declineMessage} = await common.load();
    for (const [caption, name] of [
      [video, acceptVideo],
      [audio, acceptAudio],
      [message, declineMessage],
    ] as const)
      expect(name.toLowerCase()).toContain(caption.toLowerCase());
  });
});
