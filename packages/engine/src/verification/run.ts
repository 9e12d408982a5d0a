import type {RunMessage} from './messages.js';
import type {Hex, Opening} from './transcript.js';

/**
 * A comparison of short authentication strings, without I/O. The messages, between the committer and the responder:
 *
 *     C → R   commit     SHA-256 of C's nonce, key, fingerprint, and of who is who
 *     R → C   response   R's nonce, key and fingerprint
 *     C → R   reveal     C's nonce, key and fingerprint
 *
 * Both derive the emoji from all of it (transcript.ts). This is the hash commitment of ZRTP (RFC 6189 §4.4.1.1) and of Matrix
 * (Client-Server API, "SAS verification"), with nonces instead of Diffie-Hellman: DTLS has agreed on the keys of the
 * media already, and what has to be compared is its certificates (Vaudenay, "Secure Communications over Insecure
 * Channels Based on Short Authenticated Strings", CRYPTO 2005).
 *
 * Somebody in between has a connection to each side, and has to make both show the same emoji. Towards a responder, it must
 * commit before it sees the responder's nonce; towards a committer, it must choose its nonce before it sees the committer's. So each
 * attempt succeeds with a probability of 2⁻⁴², and a failed one is seen: by the people, or as a run that was broken off.
 * A peer can start no more runs after three of those, unless my user asks for one.
 *
 * The committer is the one with the lower peer id. So there is one run at a time, whoever asks, also if both do at once; and a
 * message that is sent back to its sender has the wrong role.
 */
export type Role = 'committer' | 'responder';

export interface Run {
  readonly role: Role;
  /** Of the certificate that the other side presented to my browser. */
  readonly fingerprint: Hex;
  /** Number of runs in a row that were broken off by the other side or by the network. */
  readonly aborts: number;
  readonly phase: Phase;
}

type Phase =
  | {readonly at: 'idle'}
  /** I have asked the committer to begin. */
  | {readonly at: 'asked'}
  /** My opening is being made; `commitment` is the committer's, if I am the responder. */
  | {readonly at: 'preparing'; readonly commitment: Hex | null}
  | {readonly at: 'committed' | 'responded'; readonly commitment: Hex; readonly mine: Opening}
  | {readonly at: 'deriving'; readonly commitment: Hex; readonly theirs: Opening}
  /** The users compare. `answer` is what the other one has said. */
  | {
      readonly at: 'comparing';
      readonly commitment: Hex;
      readonly theirs: Opening;
      readonly answer: Answer | null;
    }
  /** My user has said that they match. */
  | {readonly at: 'decided'; readonly commitment: Hex};

/** The other side has confirmed; `isKept`: and keeps its key. */
export interface Answer {
  readonly isKept: boolean;
}

export type RunEvent =
  | {readonly type: 'start'}
  /** `commitment`: the hash of my opening, if I am the committer. */
  | {readonly type: 'prepared'; readonly mine: Opening; readonly commitment: Hex}
  /** Null if what the committer revealed is not what it had committed to. */
  | {readonly type: 'derived'; readonly emoji: readonly number[] | null}
  | {readonly type: 'message'; readonly message: RunMessage}
  | {readonly type: 'decide'; readonly matches: boolean; readonly isKept: boolean}
  | {readonly type: 'cancel' | 'timed-out' | 'disconnected'};

export type Outcome =
  | {readonly type: 'waiting'}
  | {readonly type: 'comparing'; readonly emoji: readonly number[]}
  /** My user has confirmed. `answer` is null if the other one has not said anything yet. */
  | {readonly type: 'matched'; readonly key: Hex; readonly answer: Answer | null}
  /** The other user has confirmed after mine. */
  | {readonly type: 'answered'; readonly answer: Answer}
  | {readonly type: 'differs'}
  | {readonly type: 'ended'; readonly reason: 'cancelled' | 'unanswered' | 'disconnected'};

export type RunEffect =
  | {readonly type: 'send'; readonly message: RunMessage}
  /** Make an opening; the answer is `prepared`. */
  | {readonly type: 'prepare'}
  /** Check the commitment and derive the emoji; the answer is `derived`. */
  | {readonly type: 'derive'; readonly commitment: Hex; readonly mine: Opening; readonly theirs: Opening}
  /** Starts the only timer again; null stops it. */
  | {readonly type: 'timer'; readonly ms: number | null}
  | {readonly type: 'outcome'; readonly outcome: Outcome};

/** From this number of runs that were broken off, the user is told, and the peer can start no more. */
export const MAX_ABORTS = 3;
/** How long the other side may take to answer, in ms: its browser may have to load the code first. */
const ANSWER_MS = 20_000;
/** How long two people may take to compare, in ms. */
const COMPARE_MS = 600_000;

type Step = readonly [Run, readonly RunEffect[]];
type Message<T> = Extract<RunMessage, {step: T}>;

export const createRun = (role: Role, fingerprint: Hex, aborts = 0): Run => ({
  role,
  fingerprint,
  aborts,
  phase: {at: 'idle'},
});

export function step(run: Run, event: RunEvent): Step {
  const {phase, role} = run;
  switch (event.type) {
    case 'start':
      if (!isOver(run)) return [run, []];
      return role === 'committer'
        ? prepare(run, null)
        : [
            {...run, phase: {at: 'asked'}},
            [send({step: 'ask'}), timer(ANSWER_MS), report({type: 'waiting'})],
          ];
    case 'prepared': {
      if (phase.at !== 'preparing') return [run, []];
      const {mine} = event;
      const commitment = phase.commitment ?? event.commitment;
      return role === 'committer'
        ? [
            {...run, phase: {at: 'committed', commitment, mine}},
            [send({step: 'commit', commitment}), timer(ANSWER_MS)],
          ]
        : [
            {...run, phase: {at: 'responded', commitment, mine}},
            [send({step: 'response', commitment, ...mine}), timer(ANSWER_MS)],
          ];
    }
    case 'derived': {
      if (phase.at !== 'deriving') return [run, []];
      const {commitment, theirs} = phase;
      if (!event.emoji) return refuse(run, commitment);
      return [
        {...run, phase: {at: 'comparing', commitment, theirs, answer: null}},
        [timer(COMPARE_MS), report({type: 'comparing', emoji: event.emoji})],
      ];
    }
    case 'decide': {
      if (phase.at !== 'comparing') return [run, []];
      const {commitment, theirs, answer} = phase;
      if (!event.matches) return refuse(run, commitment);
      return [
        {...run, aborts: 0, phase: {at: 'decided', commitment}},
        [
          send({step: 'decision', commitment, matches: true, isKept: event.isKept}),
          timer(null),
          report({type: 'matched', key: theirs.key, answer}),
        ],
      ];
    }
    case 'cancel':
      if (isOver(run)) return [run, []];
      return [idle(run), [send(cancelOf(run)), timer(null), report({type: 'ended', reason: 'cancelled'})]];
    case 'timed-out':
      if (isOver(run)) return [run, []];
      return breakOff(run, 'unanswered', isExposed(run), [send(cancelOf(run))]);
    case 'disconnected':
      if (isOver(run)) return [idle(run), [timer(null)]];
      return breakOff(run, 'disconnected', isExposed(run));
    case 'message':
      return receive(run, event.message);
  }
}

function receive(run: Run, message: RunMessage): Step {
  switch (message.step) {
    case 'ask':
      return run.role === 'committer' && isOver(run) && mayStart(run) ? prepare(run, null) : [run, []];
    case 'commit':
      return onCommit(run, message);
    case 'response':
      return run.phase.at === 'committed' ? onOpening(run, run.phase, message) : [run, []];
    case 'reveal':
      return run.phase.at === 'responded' ? onOpening(run, run.phase, message) : [run, []];
    case 'decision':
      return onDecision(run, message);
    case 'cancel': {
      const {at} = run.phase;
      // An `ask` was taken back before my commitment arrived there.
      const isCrossing = at === 'committed' && message.commitment === undefined;
      if (isOver(run) || (!isCrossing && (commitmentOf(run) ?? undefined) !== message.commitment))
        return [run, []];
      return breakOff(run, 'cancelled', at !== 'asked', isCrossing ? [send(cancelOf(run))] : []);
    }
  }
}

function onCommit(run: Run, {commitment}: Message<'commit'>): Step {
  const {role, phase} = run;
  // Whoever is quick enough to commit twice while I make one nonce gets one answer.
  if (role !== 'responder' || phase.at === 'preparing' || phase.at === 'deriving') return [run, []];
  if (phase.at === 'asked') return prepare(run, commitment);
  if (isOver(run)) return mayStart(run) ? prepare(run, commitment) : [run, []];
  const [next, effects] = breakOff(run, 'cancelled', true);
  if (!mayStart(next)) return [next, effects];
  const [last, more] = prepare(next, commitment);
  return [last, [...effects, ...more]];
}

function onOpening(
  run: Run,
  {commitment, mine}: Extract<Phase, {at: 'committed' | 'responded'}>,
  message: Message<'response' | 'reveal'>,
): Step {
  if (message.commitment !== commitment) return [run, []];
  const {nonce, key, fingerprint} = message;
  const theirs = {nonce, key, fingerprint};
  // The other side has another certificate than the one that my browser sees.
  if (fingerprint !== run.fingerprint) return refuse(run, commitment);
  const derive: RunEffect = {type: 'derive', commitment, mine, theirs};
  const reveal = send({step: 'reveal', commitment, ...mine});
  return [
    {...run, phase: {at: 'deriving', commitment, theirs}},
    run.role === 'committer' ? [reveal, derive] : [derive],
  ];
}

function onDecision(run: Run, {commitment, matches, isKept}: Message<'decision'>): Step {
  const {phase} = run;
  if (commitmentOf(run) !== commitment) return [run, []];
  if (!matches) return [idle(run), [timer(null), report({type: 'differs'})]];
  if (phase.at === 'comparing') return [{...run, phase: {...phase, answer: {isKept}}}, []];
  return [run, phase.at === 'decided' ? [report({type: 'answered', answer: {isKept}})] : []];
}

const prepare = (run: Run, commitment: Hex | null): Step => [
  {...run, phase: {at: 'preparing', commitment}},
  [{type: 'prepare'}, report({type: 'waiting'})],
];

/** Ends the run because what arrived, or what the user sees, is not what it must be. */
const refuse = (run: Run, commitment: Hex): Step => [
  idle(run),
  [
    send({step: 'decision', commitment, matches: false, isKept: false}),
    timer(null),
    report({type: 'differs'}),
  ],
];

const breakOff = (
  run: Run,
  reason: Extract<Outcome, {type: 'ended'}>['reason'],
  isCounted: boolean,
  effects: readonly RunEffect[] = [],
): Step => [
  {...idle(run), aborts: run.aborts + (isCounted ? 1 : 0)},
  [...effects, timer(null), report({type: 'ended', reason})],
];

const idle = (run: Run): Run => ({...run, phase: {at: 'idle'}});
/** No run is in progress. */
export const isOver = ({phase}: Run) => phase.at === 'idle' || phase.at === 'decided';
const mayStart = ({aborts}: Run) => aborts < MAX_ABORTS;
/** The other side has seen enough to compute the emoji: that was one guess. */
const isExposed = ({phase}: Run) =>
  phase.at === 'responded' || phase.at === 'deriving' || phase.at === 'comparing';
const commitmentOf = ({phase}: Run): Hex | null => ('commitment' in phase ? phase.commitment : null);
const cancelOf = (run: Run): RunMessage => {
  const commitment = commitmentOf(run);
  return {step: 'cancel', ...(commitment !== null && {commitment})};
};
const send = (message: RunMessage): RunEffect => ({type: 'send', message});
const timer = (ms: number | null): RunEffect => ({type: 'timer', ms});
const report = (outcome: Outcome): RunEffect => ({type: 'outcome', outcome});
