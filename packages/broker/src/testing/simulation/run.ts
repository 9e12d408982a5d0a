/** Runs simulations, one seed after the other. `SIMULATION_SEED=17` runs that seed only and says
 * what happens, `SIMULATION_RUNS` changes how many. */
import {simulate, type Outcome} from './simulate.js';

export interface Runs {
  readonly runs: number;
  /** What went wrong, by seed. */
  readonly failed: readonly string[];
  readonly delivered: number;
  readonly expiries: number;
}

const say = (line: string): void => console.log(line);

/** How many failed seeds are worth printing. */
const MAX_FAILED = 5;

export async function runSimulations(count: number, firstSeed = 1): Promise<Runs> {
  const {SIMULATION_SEED: only, SIMULATION_RUNS: asked} = process.env;
  const [first, runs] = only === undefined ? [firstSeed, Number(asked ?? count)] : [Number(only), 1];
  const failed: Outcome[] = [];
  let [delivered, expiries] = [0, 0];
  for (let seed = first; seed < first + runs && failed.length < MAX_FAILED; seed += 1) {
    const outcome = await simulate(seed, only === undefined ? undefined : say);
    delivered += outcome.delivered;
    expiries += outcome.expiries;
    if (outcome.failures.length > 0) failed.push(outcome);
  }
  return {runs, failed: failed.map(describe), delivered, expiries};
}

const describe = ({seed, failures}: Outcome): string =>
  `seed ${seed} (replay it with SIMULATION_SEED=${seed}): ${failures.slice(0, 10).join('; ')}`;
