import {LIES, LyingBroker, type Lie} from './lying-broker.js';
import {TwoPeople} from './two-people.js';

/** What went wrong in a simulated run; null if nothing did. */
export type Fault = string | null;

/** Time for everything that waits for an answer to give up, in ms. */
const LONG_MS = 25_000;

/**
 * Two people compare while a broker is in between, and perhaps have remembered each other before. Nobody may ever be shown as
 * verified, and people who remember each other must be told.
 */
export async function dishonestRun(seed: number): Promise<Fault> {
  const world = new TwoPeople(seed);
  const {ada, ben, both, chance, pick} = world;
  const lie: Lie = LIES[seed % LIES.length]!;
  const isRemembered = chance(0.4);
  await world.load(ada, ben);
  if (isRemembered) {
    world.connect();
    await meet(world, true);
    if (!both.every(({verification}) => verification.isRemembered)) return 'they don’t remember each other';
    await world.load(ada, ben);
  }
  const broker = new LyingBroker(world, lie);
  for (const one of both) one.seen.clear();
  for (let attempt = 0; attempt < 2; attempt++) {
    await broker.connect();
    for (let turn = 0; turn < 4; turn++) {
      for (const one of both) if (chance(0.6)) one.verifier.verify().catch(() => {});
      await world.run(pick([2, 10, 60]));
      await broker.act();
      await world.run(60);
      if (chance(0.6)) await world.compare({remember: chance(0.5)});
      if (chance(0.3)) await world.wait(LONG_MS);
    }
    if (isRemembered) {
      await world.wait(LONG_MS);
      const trusting = both.filter(({seen}) => !seen.has('changed') && !seen.has('mismatch'));
      if (trusting.length > 0) return `${lie}: ${trusting.map(({id}) => id).join()} not told`;
    }
  }
  const fooled = both.filter(({seen}) => seen.has('verified'));
  return fooled.length > 0 ? `${lie}: ${fooled.map(({id}) => id).join()} verified` : null;
}

/**
 * Two people compare over a bad network, with nobody in between: they ask at the same time, connections are replaced, pages
 * are reloaded, messages are lost with a connection, and at most two comparisons are broken off. There must be no alarm, and in the end both
 * are verified.
 */
export async function honestRun(seed: number): Promise<Fault> {
  const world = new TwoPeople(seed);
  const {ada, ben, both, chance, pick} = world;
  const remember = chance(0.5);
  await world.load(ada, ben);
  world.connect();
  let troubles = Math.floor(world.random() * 3);
  for (let turn = 0; turn < 6; turn++) {
    if (chance(0.5)) for (const one of both) one.verifier.verify().catch(() => {});
    else
      pick(both)
        .verifier.verify()
        .catch(() => {});
    await world.run(pick([0, 1, 2, 3, 4, 5, 60]));
    if (troubles > 0 && chance(0.6)) {
      troubles--;
      await trouble(world);
    }
    await world.run();
    if (chance(0.7)) await world.compare({remember});
    if (chance(0.2)) await world.wait(LONG_MS);
  }
  await meet(world, remember);
  if (!both.every(({verification}) => verification.state === 'verified'))
    return `not verified: ${states(world)}`;
  // Later sessions: new pages, new connections.
  for (let session = 0; session < 2; session++) {
    await world.load(ada, ben);
    world.connect();
    await world.run();
    await world.wait(LONG_MS);
    const expected = remember ? 'verified' : 'none';
    if (both.some(({verification}) => verification.state !== expected)) return `later: ${states(world)}`;
  }
  const alarmed = both.filter(
    ({seen, mostAborts}) => seen.has('mismatch') || seen.has('changed') || mostAborts > 2,
  );
  return alarmed.length > 0 ? `alarm: ${alarmed.map(({id}) => id).join()} ${states(world)}` : null;
}

/** They compare until they are verified. */
async function meet(world: TwoPeople, remember: boolean) {
  for (let attempt = 0; attempt < 3; attempt++) {
    await world.run();
    if (world.both.some(({verification}) => verification.isComparing && !verification.emoji))
      await world.wait(LONG_MS);
    const isComparing = world.both.some(({verification}) => verification.emoji);
    if (!isComparing && world.both.every(isDone(remember))) return;
    if (!isComparing) world.ada.verifier.verify().catch(() => {});
    await world.run();
    await world.compare({remember});
  }
}

const isDone =
  (remember: boolean) =>
  ({verification}: TwoPeople['ada']) =>
    verification.state === 'verified' && (!remember || verification.isRemembered);

async function trouble(world: TwoPeople) {
  const {ada, ben, both, pick} = world;
  const kind = pick(['replace', 'reload', 'reload both', 'cancel'] as const);
  if (kind === 'cancel') {
    pick(both).verifier.cancel();
    return world.run(pick([0, 1, 5]));
  }
  const loaded = kind === 'reload' ? [pick(both)] : kind === 'reload both' ? [ada, ben] : [];
  for (const one of loaded) one.verifier.disconnect();
  await world.load(...loaded);
  world.connect();
}

const states = ({both}: TwoPeople) =>
  both
    .map(({id, verification: {state, aborts, isRemembered}}) => `${id} ${state} ${aborts} ${isRemembered}`)
    .join(', ');

/** The runs from `first` that fail, with what went wrong. `run` is `dishonestRun` or `honestRun`. */
export async function failuresOf(run: (seed: number) => Promise<Fault>, first: number, count: number) {
  const failures: string[] = [];
  for (let seed = first; seed < first + count; seed++) {
    const fault = await run(seed);
    if (fault !== null) failures.push(`seed ${seed}: ${fault}`);
  }
  return failures;
}
