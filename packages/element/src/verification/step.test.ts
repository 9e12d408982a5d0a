import type {Participant, Verification} from '@rtc-call/engine';
import {CallError, type ErrorCode} from '@rtc-call/engine/errors';
import {describe, expect, it} from 'vitest';
import {stepOf, type Check, type Step} from './step.js';

const check = (change: Partial<Check> = {}): Check => ({
  id: 'ada',
  name: 'Ada',
  isAsking: false,
  wasVerified: false,
  isConfirmed: false,
  hasDiffered: false,
  error: null,
  isNotKept: false,
  ...change,
});

const person = (verification: Partial<Verification> | null) =>
  ({id: 'ada', verification: verification as Verification | null}) as Participant;

const failed = (code: ErrorCode) => check({error: new CallError(code)});

/** What the dialog knows, what the call knows of the person, and the step. */
const CASES: readonly (readonly [string, Check, Participant | undefined, Step])[] = [
  ['nobody has answered yet', check({isAsking: true}), person(null), 'asking'],
  ['both exchange values', check({isAsking: true}), person({isComparing: true}), 'asking'],
  ['there are emoji', check({isAsking: true}), person({isComparing: true, emoji: [1]}), 'comparing'],
  [
    'a verified person is compared again',
    check(),
    person({state: 'verified', isComparing: true, emoji: [1]}),
    'comparing',
  ],
  ['only I have confirmed', check({isConfirmed: true}), person({state: 'verified'}), 'waiting'],
  ['both have confirmed', check({isConfirmed: true}), person({state: 'verified', isMutual: true}), 'matched'],
  ['the page has confirmed for me', check(), person({state: 'verified', isMutual: true}), 'matched'],
  [
    'a second check of a verified person stops',
    check({wasVerified: true}),
    person({state: 'verified'}),
    'broken-off',
  ],
  [
    'the other side says that they differ',
    check({isConfirmed: true}),
    person({state: 'mismatch'}),
    'differs',
  ],
  ['the person leaves then', check({hasDiffered: true}), undefined, 'differs'],
  [
    'the connection is lost after I have confirmed',
    check({isConfirmed: true}),
    person({state: 'none'}),
    'broken-off',
  ],
  ['the other side cancels', check(), person({state: 'none'}), 'broken-off'],
  ['the person leaves', check({isAsking: true}), undefined, 'left'],
  ['nobody answers', failed('no-answer'), person({state: 'none'}), 'no-answer'],
  ['it is a plain PeerJS page', failed('not-verifiable'), person(null), 'impossible'],
  ['a browser tells no certificates', check({isAsking: true}), person({state: 'impossible'}), 'impossible'],
  ['the code can’t be loaded', failed('code-not-loaded'), person(null), 'broken-off'],
];

describe('The step of a check', () => {
  it.each(CASES)('when %s', (_, open, known, step) => expect(stepOf(open, known)).toBe(step));
});
