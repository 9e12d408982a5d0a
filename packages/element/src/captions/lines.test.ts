import {describe, expect, it} from 'vitest';
import {
  captionsAt,
  FADE_MS,
  isFading,
  nextChange,
  withCaption,
  type Caption,
  type SpeakerCaptions,
} from './lines.js';

/** The captions after these texts, one second apart. */
const after = (...texts: readonly (readonly [who: string, text: string, isFinal?: boolean])[]) =>
  texts.reduce<readonly SpeakerCaptions[]>(
    (captions, [participantId, text, isFinal], index) =>
      withCaption(
        captions,
        {participantId, text, ...(isFinal !== undefined && {isFinal})} satisfies Caption,
        participantId,
        index * 1_000,
      ),
    [],
  );

const said = (captions: readonly SpeakerCaptions[]) =>
  captions.map(({name, lines}) => `${name}: ${lines.map(({text}) => text).join(' | ')}`);

describe('Captions', () => {
  it('are the last two texts of each person', () => {
    expect(said(after(['Ada', 'One.'], ['Ben', 'Hello.'], ['Ada', 'Two.'], ['Ada', 'Three.']))).toEqual([
      'Ada: Two. | Three.',
      'Ben: Hello.',
    ]);
  });

  it('replace an interim text of the same person only', () => {
    const interim = after(['Ada', 'So', false], ['Ben', 'Well', false], ['Ada', 'So I', false]);
    expect(said(interim)).toEqual(['Ada: So I', 'Ben: Well']);
    const [line] = withCaption(interim, {participantId: 'Ada', text: 'So I say.'}, 'Ada', 0)[0]!.lines;
    expect(line).toMatchObject({text: 'So I say.', isFinal: true});
  });

  it('take back an interim text that turned out to be nothing', () => {
    expect(said(after(['Ada', 'One.'], ['Ada', 'hm', false], ['Ada', '', false]))).toEqual(['Ada: One.']);
    expect(said(after(['Ada', 'hm', false], ['Ada', '']))).toEqual([]);
    expect(said(after(['Ada', '']))).toEqual([]);
  });

  it('are of three people, without the one who has been silent for longest', () => {
    const captions = after(['Ada', 'a'], ['Ben', 'b'], ['Cleo', 'c'], ['Ada', 'a'], ['Dan', 'd']);
    expect(said(captions)).toEqual(['Ada: a | a', 'Cleo: c', 'Dan: d']);
  });

  it('stay long enough to read them, then fade, then are gone', () => {
    const captions = after(['Ada', 'x'.repeat(100)], ['Ben', 'x']);
    const [ada, ben] = captions.map(({lines}) => lines[0]!);
    expect(ada!.until).toBe(9_000);
    expect(ben!.until).toBe(5_050);
    expect(nextChange(captions, 0)).toBe(ben!.until - FADE_MS);
    expect(isFading(ben!, ben!.until - FADE_MS)).toBe(true);
    expect(isFading(ada!, ben!.until)).toBe(false);
    expect(nextChange(captions, ben!.until - FADE_MS)).toBe(ben!.until);
    const left = captionsAt(captions, ben!.until);
    expect(left.map(({name}) => name)).toEqual(['Ada']);
    expect(nextChange(left, ben!.until)).toBe(9_000 - FADE_MS);
    expect(captionsAt(left, 9_000)).toEqual([]);
    expect(nextChange([], 0)).toBe(Infinity);
  });
});
