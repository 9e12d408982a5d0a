import {describe, expect, it} from 'vitest';
import type {RunMessage} from './messages.js';
import {createRun, MAX_ABORTS, step, type Role, type Run, type RunEffect, type RunEvent} from './run.js';

const COMMITMENT = 'c0'.repeat(32);
const mine = {nonce: '1a'.repeat(32), key: `04${'1a'.repeat(64)}`, fingerprint: '1f'.repeat(32)};
const theirs = {nonce: '2b'.repeat(32), key: `04${'2b'.repeat(64)}`, fingerprint: '2f'.repeat(32)};
const emoji = [1, 2, 3, 4, 5, 6, 7];

const message = (content: RunMessage): RunEvent => ({type: 'message', message: content});
const prepared: RunEvent = {type: 'prepared', mine, commitment: COMMITMENT};
const commit = message({step: 'commit', commitment: COMMITMENT});
const response = message({step: 'response', commitment: COMMITMENT, ...theirs});
const reveal = message({step: 'reveal', commitment: COMMITMENT, ...theirs});
const derived: RunEvent = {type: 'derived', emoji};
const decide: RunEvent = {type: 'decide', matches: true, isKept: false};

const COMMITTER = [{type: 'start'}, prepared, response, derived] as const;
const RESPONDER = [commit, prepared, reveal, derived] as const;

/** The run after these events, and everything that it asked for. */
function after(role: Role, events: readonly RunEvent[], run = createRun(role, theirs.fingerprint)) {
  const effects: RunEffect[] = [];
  let current: Run = run;
  for (const event of events) {
    const [next, asked] = step(current, event);
    current = next;
    effects.push(...asked);
  }
  const sent = effects.flatMap(effect => (effect.type === 'send' ? effect.message.step : []));
  const outcomes = effects.flatMap(effect => (effect.type === 'outcome' ? effect.outcome.type : []));
  return {run: current, sent, outcomes};
}

describe('A comparison', () => {
  it('is committed to, answered, revealed and decided', () => {
    const committer = after('committer', [...COMMITTER, decide]);
    expect(committer.sent).toEqual(['commit', 'reveal', 'decision']);
    expect(committer.outcomes).toEqual(['waiting', 'comparing', 'matched']);
    const responder = after('responder', [...RESPONDER, decide]);
    expect(responder.sent).toEqual(['response', 'decision']);
    expect(responder.outcomes).toEqual(['waiting', 'comparing', 'matched']);
  });

  it('reveals nothing before the other side has answered the commitment', () => {
    expect(after('committer', [{type: 'start'}, prepared]).sent).toEqual(['commit']);
    expect(after('committer', [{type: 'start'}, prepared, reveal, commit]).sent).toEqual(['commit']);
  });

  it('is asked for by the responder, and is one comparison if both ask', () => {
    expect(after('responder', [{type: 'start'}, commit, prepared]).sent).toEqual(['ask', 'response']);
    const ask = message({step: 'ask'});
    expect(after('committer', [{type: 'start'}, prepared, ask, response, ask, derived]).sent).toEqual([
      'commit',
      'reveal',
    ]);
    expect(after('committer', [ask, prepared]).sent).toEqual(['commit']);
  });

  it('takes no message that belongs to the other role, such as its own', () => {
    expect(after('committer', [{type: 'start'}, prepared, commit]).sent).toEqual(['commit']);
    expect(after('responder', [commit, prepared, response]).sent).toEqual(['response']);
  });

  it.each(['committer', 'responder'] as const)(
    'ends for the %s if the other has another certificate',
    role => {
      const run = createRun(role, 'ff'.repeat(32));
      const events = role === 'committer' ? COMMITTER : RESPONDER;
      expect(after(role, events, run).outcomes).toEqual(['waiting', 'differs']);
    },
  );

  it('ends if what is revealed is not what was committed to', () => {
    const {outcomes, sent} = after('responder', [commit, prepared, reveal, {type: 'derived', emoji: null}]);
    expect(outcomes).toEqual(['waiting', 'differs']);
    expect(sent.at(-1)).toBe('decision');
  });

  it('ends for both if one says that they don’t match, also after the other has confirmed', () => {
    const no = message({step: 'decision', commitment: COMMITMENT, matches: false, isKept: false});
    expect(after('committer', [...COMMITTER, no]).outcomes.at(-1)).toBe('differs');
    expect(after('committer', [...COMMITTER, decide, no]).outcomes.at(-1)).toBe('differs');
    expect(after('responder', [...RESPONDER, {...decide, matches: false}]).sent.at(-1)).toBe('decision');
  });

  it('ignores messages about another comparison', () => {
    const other = 'd1'.repeat(32);
    const events = [
      message({step: 'response', commitment: other, ...theirs}),
      message({step: 'decision', commitment: other, matches: true, isKept: true}),
      message({step: 'cancel', commitment: other}),
    ];
    const {run, outcomes} = after('committer', [{type: 'start'}, prepared, ...events]);
    expect(run.phase.at).toBe('committed');
    expect(outcomes).toEqual(['waiting']);
  });

  it('counts what the other side breaks off, and lets it begin no more after three', () => {
    const again = ['1', '2', '3', '4', '5'].flatMap(n => [
      message({step: 'commit', commitment: n.repeat(64)}),
      prepared,
    ]);
    const {run, sent} = after('responder', again);
    expect(run.aborts).toBe(MAX_ABORTS);
    expect(sent).toEqual(['response', 'response', 'response']);
    expect(after('responder', [commit, prepared], run).sent).toEqual([]);
    // My user may ask: that is one more.
    expect(after('responder', [{type: 'start'}, commit, prepared, ...again], run).sent).toEqual([
      'ask',
      'response',
    ]);
    const confirmed = after('responder', [{type: 'start'}, ...RESPONDER, decide], run);
    expect(confirmed.run.aborts).toBe(0);
  });

  it('doesn’t count what my user cancels, or what breaks before anything is revealed', () => {
    expect(after('responder', [...RESPONDER, {type: 'cancel'}]).run.aborts).toBe(0);
    expect(after('responder', [{type: 'start'}, {type: 'timed-out'}]).run.aborts).toBe(0);
    expect(after('committer', [{type: 'start'}, prepared, {type: 'disconnected'}]).run.aborts).toBe(0);
    expect(after('committer', [...COMMITTER, {type: 'disconnected'}]).run.aborts).toBe(1);
  });

  it('takes back a request that crosses with its answer', () => {
    const ask = message({step: 'ask'});
    const back = message({step: 'cancel'});
    expect(after('committer', [ask, prepared, back]).sent).toEqual(['commit', 'cancel']);
    expect(after('responder', [{type: 'start'}, {type: 'cancel'}]).sent).toEqual(['ask', 'cancel']);
  });
});
