import fc from 'fast-check';
import {describe, expect, test} from 'vitest';
import {
  isDeclineText,
  isDisplayName,
  isPeerId,
  isRoomName,
  toDeclineText,
  toDisplayName,
  toRoomName,
} from './names.js';

/** What people and programs type: any code units, and often letters with marks, spaces and long texts. */
const typed = fc.oneof(
  fc.string({unit: 'binary', maxLength: 300}),
  fc.string({
    unit: fc.constantFrom('a', 'é', 'e\u0301', '\u0323', 'ΐ', ' ', '🎉', '\ud83c', '\n'),
    maxLength: 300,
  }),
  fc.string({
    unit: fc.constantFrom('\u0390', '\u1f82', '\u{1d160}', 'e\u0301'),
    minLength: 100,
    maxLength: 140,
  }),
  fc.array(fc.integer({min: 0, max: 0xffff}), {maxLength: 150}).map(units => String.fromCharCode(...units)),
);

describe('a peer id', () => {
  test.each(['a', 'Ada', 'ada-lovelace', 'ada_lovelace', 'ada lovelace 2', '0', 'x'.repeat(64)])(
    'may be %j',
    id => {
      expect(isPeerId(id)).toBe(true);
    },
  );

  test.each([
    '',
    ' ',
    '-a',
    'a-',
    'a--b',
    'a  b',
    'a.b',
    '@broker',
    'ä',
    '<script>',
    'a\n',
    'x'.repeat(65),
    null,
    5,
  ])('can’t be %j', id => expect(isPeerId(id)).toBe(false));

  test('that is long and almost valid is rejected quickly', () => {
    // What it takes of the processor, which doesn't depend on who else wants it.
    const started = process.cpuUsage();
    expect(isPeerId(`${'a-'.repeat(50_000)}!`)).toBe(false);
    expect(isPeerId(`${'a'.repeat(63)}!`)).toBe(false);
    const {user, system} = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(100);
  });
});

describe('a room name', () => {
  test.each(['a', 'Großes Zimmer', '部屋', 'a/b?c#d', 'a  b', 'x'.repeat(128), '🎉'.repeat(128)])(
    'may be %j',
    name => {
      expect(isRoomName(name)).toBe(true);
    },
  );

  test.each(['', ' ', 'a\nb', 'a\n', '\u0000', '\u007f', '\u0085', '\ud800', 'x'.repeat(129), null, 5])(
    'can’t be %j',
    name => {
      expect(isRoomName(name)).toBe(false);
      expect(toRoomName(String(name ?? ''))).toBe(name === 5 ? '5' : null);
    },
  );

  test.each([
    [' Standup ', 'Standup'],
    ['\u00a0Standup\u3000', 'Standup'],
    ['Cafe\u0301', 'Café'],
    ['\u1112\u1161\u11ab', '한'],
    [' ' + 'e\u0301'.repeat(128) + ' ', 'é'.repeat(128)],
    ['standup', 'standup'],
    ['Standup', 'Standup'],
  ])('typed as %j is %j', (text, name) => {
    expect(toRoomName(text)).toBe(name);
    expect(isRoomName(text)).toBe(text === name);
  });

  test('that is far too long is rejected without normalizing it', () => {
    const started = process.cpuUsage();
    // Marks in the wrong order: what normalizing sorts in quadratic time.
    expect(toRoomName(`a${'\u0301\u0323'.repeat(500_000)}`)).toBeNull();
    const {user, system} = process.cpuUsage(started);
    expect((user + system) / 1_000).toBeLessThan(500);
  });

  test('has one normalized form, whatever was typed', () => {
    fc.assert(
      fc.property(typed, text => {
        const name = toRoomName(text);
        // The same by the letter of the rule, without the shortcut for long texts.
        const spelled = text.normalize('NFC').trim();
        const isValid = spelled !== '' && Array.from(spelled).length <= 128 && !/[\p{Cc}\p{Cs}]/u.test(text);
        expect(name).toBe(isValid ? spelled : null);
        if (name === null) return;
        expect(isRoomName(name)).toBe(true);
        expect(toRoomName(name)).toBe(name);
        expect(toRoomName(`  ${name.normalize('NFD')} `)).toBe(name);
      }),
      {numRuns: 5_000},
    );
  });
});

describe('a display name', () => {
  test.each([
    ['Ada', 'Ada'],
    ['  Ada\tLovelace\n', 'AdaLovelace'],
    ['Ada\ud83c', 'Ada'],
    [' ' + 'é'.repeat(120), 'é'.repeat(100)],
    ['🎉'.repeat(101), '🎉'.repeat(100)],
    ['x'.repeat(99) + ' y', 'x'.repeat(99)],
    ['\u0000', ''],
    ['', ''],
  ])('typed as %j is %j', (text, name) => {
    expect(toDisplayName(text)).toBe(name);
    expect(isDisplayName(text)).toBe(text === name);
  });

  test.each([null, 5, 'x'.repeat(101), 'a\nb'])('can’t be %j', name =>
    expect(isDisplayName(name)).toBe(false),
  );

  test('is valid in messages, whatever was typed', () => {
    fc.assert(
      fc.property(typed, text => {
        const name = toDisplayName(text);
        expect(isDisplayName(name)).toBe(true);
        expect(toDisplayName(name)).toBe(name);
        expect(Array.from(name).length).toBeLessThanOrEqual(100);
        expect(name).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
      {numRuns: 5_000},
    );
  });
});

describe('the text of a declined call', () => {
  test('is one line of at most 200 characters, whatever was typed', () => {
    expect(toDeclineText(' In\ta\n\nmeeting ')).toBe('In a meeting');
    fc.assert(
      fc.property(typed, text => {
        const line = toDeclineText(text);
        expect(isDeclineText(line)).toBe(true);
        expect(Array.from(line).length).toBeLessThanOrEqual(200);
        expect(line).not.toMatch(/[\p{Cc}\p{Cs}]/u);
      }),
      {numRuns: 2_000},
    );
    expect(isDeclineText('x'.repeat(201))).toBe(false);
  });
});
