import type {Participant, ParticipantStats, TraceEntry} from '@rtc-call/engine';
import {peersOf} from './steps.js';

interface ReportParts {
  readonly trace: readonly TraceEntry[];
  readonly stats: readonly ParticipantStats[];
  readonly participants: readonly Participant[];
  readonly userAgent: string;
  readonly hasNames: boolean;
}

/**
 * A text for a bug report, in English: each step of the trace, then the statistics of each person. Neither contains
 * addresses or tokens; peer ids and names only if `hasNames`, otherwise people are numbered.
 */
export function reportOf({trace, stats, participants, userAgent, hasNames}: ReportParts): string {
  const ids = [...new Set([...peersOf(trace), ...stats.map(({id}) => id)])];
  const who = (id: string) => {
    const label = `person ${ids.indexOf(id) + 1}`;
    const name = participants.find(participant => participant.id === id)?.displayName;
    return hasNames ? `${label} (${[...new Set([id, name])].filter(text => text).join(', ')})` : label;
  };
  const start = trace[0]?.time ?? 0;
  const steps = trace.map(({time, step, side, peer, detail = ''}) =>
    [`${Math.round(time - start)} ms`, side, step, detail, peer === null ? '' : who(peer)].join('\t'),
  );
  const numbers = stats.map(({id, ...values}) => `${who(id)}\n${JSON.stringify(values, rounded, 1)}`);
  return ['rtc-call connection report', userAgent, '', ...steps, '', ...numbers, ''].join('\n');
}

const rounded = (_key: string, value: unknown) =>
  typeof value === 'number' ? Math.round(value * 1_000) / 1_000 : value;
