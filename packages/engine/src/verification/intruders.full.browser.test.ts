import {assert} from '@open-wc/testing';
import {interceptedCall} from '../testing/intercepted-call.js';
import {INTRUSIONS} from '../testing/intruder.js';
import {eachWithAdaAndBen} from '../testing/people.js';
import {until} from '../testing/until.js';

/** Together, twenty calls through somebody who ends the DTLS of both sides. */
const ROUNDS = 5;

describe('verification with somebody in between', function () {
  this.timeout(60_000);
  const devices = eachWithAdaAndBen(() => {});

  for (let round = 1; round <= ROUNDS; round += 1)
    for (const intrusion of INTRUSIONS)
      it(`is never given while they ${intrusion}, round ${round}`, async () => {
        const {states} = await interceptedCall(intrusion);
        assert.notInclude(states, 'verified');
        if (intrusion !== 'sends everything back') assert.deepEqual(states, ['mismatch', 'mismatch']);
        await until(() => devices.live.length === 0, 'the devices are closed');
      });
});
