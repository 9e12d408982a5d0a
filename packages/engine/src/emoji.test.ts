import {describe, expect, test} from 'vitest';
import {isEmoji} from './emoji.js';

describe('an emoji', () => {
  test.each(['👍', '👍🏽', '❤️', '❤', '🇺🇦', '1️⃣', '👩‍👩‍👧‍👦', '👩🏻‍❤️‍💋‍👩🏾', '🏴󠁧󠁢󠁳󠁣󠁴󠁿', '🏳️‍🌈', '🫡'])('is %s', emoji => {
    expect(isEmoji(emoji)).toBe(true);
  });

  test.each([
    ['nothing', ''],
    ['a letter', 'a'],
    ['a digit', '1'],
    ['two of them', '👍👍'],
    ['one with text', '👍!'],
    ['markup', '<b>'],
    ['half a flag', '🇺'],
    ['a lone surrogate', '\uD83D'],
    ['a lone joiner', '\u200D'],
    ['one as long as a novel', '👩‍'.repeat(20_000) + '👩'],
    ['tags without end', `🏴${'\u{E0067}'.repeat(100_000)}`],
    ['a number', 5],
    ['null', null],
  ])('is not %s', (_, value) => {
    expect(isEmoji(value)).toBe(false);
  });
});
