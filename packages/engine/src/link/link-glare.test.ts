import {describe, expect, test} from 'vitest';
import {SimulatedNetwork, type Weather} from '../testing/simulated-network.js';
import {SimulatedParty} from '../testing/simulated-party.js';

const TRIALS = 10_000;
/** Longer than every timer of a link together, in ms of virtual time. */
const LONG = 600_000;

interface Trial {
  readonly network: SimulatedNetwork;
  readonly parties: readonly [SimulatedParty, SimulatedParty];
  /** Somebody declined or hung up. */
  readonly isUnwanted: boolean;
}

/** Two people ring, accept, decline, hang up and ring again at random times. */
function runTrial(seed: number, weather: Weather, {canBreak}: {readonly canBreak: boolean}): Trial {
  const network = new SimulatedNetwork(seed, weather);
  const {clock} = network;
  // The party with the lower id is polite.
  const parties = [new SimulatedParty('a', network), new SimulatedParty('b', network)] as const;
  const chance = (probability: number) => network.random() < probability;
  const isEarly = chance(0.5);
  const mood = network.random();
  let isUnwanted = false;
  for (const party of parties) {
    party.onRinging = link => {
      const soon = (from: number, act: () => void) =>
        clock.schedule(network.between([from, 8_000]), () => party.link?.id === link && act());
      if (isEarly) clock.schedule(20, () => party.connectEarly());
      if (chance(0.75)) return void soon(50, () => party.accept());
      isUnwanted = true;
      if (chance(0.5)) soon(50, () => party.decline());
    };
  }
  const [a, b] = chance(0.5) ? parties : parties.toReversed();
  clock.schedule(0, () => a!.dial());
  // The other party rings too: at the same time, while my invitation is on its way, or long after.
  if (chance(0.6)) clock.schedule(network.between([0, chance(0.7) ? 400 : 10_000]), () => b!.dial());
  if (chance(0.2)) clock.schedule(network.between([0, 60_000]), () => a!.dial());
  if (mood < 0.4) {
    isUnwanted = true;
    clock.schedule(network.between([0, chance(0.5) ? 600 : 20_000]), () =>
      parties[chance(0.5) ? 0 : 1].hangUp(),
    );
  }
  if (canBreak && chance(0.3)) {
    clock.schedule(network.between([0, 15_000]), () => network.breakPath(network.between([500, 45_000])));
  }
  clock.run(LONG);
  return {network, parties, isUnwanted};
}

/** `call`: the same call on both sides; `none`: no call on either; `broken`: anything else, or timers left over. */
function outcome({network, parties: [a, b]}: Trial): 'call' | 'none' | 'broken' {
  const isOne =
    a.status === 'connected' &&
    b.status === 'connected' &&
    a.link?.id === b.link?.id &&
    a.connection?.isUp === true &&
    a.connection.remote === b.connection &&
    b.connection?.remote === a.connection;
  const isNone = a.status === 'none' && b.status === 'none' && !a.connection && !b.connection;
  if (network.clock.size > 0) return 'broken';
  return isOne ? 'call' : isNone ? 'none' : 'broken';
}

function tally(
  weather: Weather,
  options: {readonly canBreak: boolean},
  check: (trial: Trial, seed: number) => void,
) {
  const tally = {call: 0, none: 0};
  for (let seed = 1; seed <= TRIALS; seed++) {
    const trial = runTrial(seed, weather, options);
    const result = outcome(trial);
    if (result === 'broken') {
      const [a, b] = trial.parties;
      expect.fail(
        `seed ${seed}: ${a.status} ${a.link?.id} / ${b.status} ${b.link?.id}\n${trial.network.log.join('\n')}`,
      );
    }
    tally[result]++;
    check(trial, seed);
  }
  return tally;
}

describe(`two links in ${TRIALS} trials`, () => {
  test('end with one call or none, whichever messages are lost, duplicated, delayed or reordered', () => {
    const {call, none} = tally({loss: 0.15, doubling: 0.15, delay: 2_000}, {canBreak: true}, () => {});
    expect(call).toBeGreaterThan(TRIALS / 10);
    expect(none).toBeGreaterThan(TRIALS / 10);
  });

  test('end with one call if nothing is lost and nobody declines', () => {
    const {call} = tally({loss: 0, doubling: 0.3, delay: 300}, {canBreak: false}, (trial, seed) => {
      if (trial.isUnwanted) return;
      if (outcome(trial) !== 'call') expect.fail(`seed ${seed}: no call\n${trial.network.log.join('\n')}`);
    });
    expect(call).toBeGreaterThan(TRIALS / 4);
  });
});
