import {assert} from '@open-wc/testing';
import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import type {SignalingHandlers} from '../signaling/index.js';
import {hasChannel, interceptedCall} from '../testing/intercepted-call.js';
import {INTRUSIONS} from '../testing/intruder.js';
import {eachWithAdaAndBen, participant, People} from '../testing/people.js';
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

/** A broker that hides one person from another. */
class ForkedSignaling extends LoopbackSignaling {
  override open(handlers: SignalingHandlers) {
    super.open({
      ...handlers,
      onInvite: (from, invitation) => from === 'cyd' || handlers.onInvite(from, invitation),
      onRoom: event => ('member' in event && event.member.id === 'cyd') || handlers.onRoom(event),
    });
  }
}

describe('a room that the broker shows differently', function () {
  this.timeout(60_000);
  eachWithAdaAndBen(() => {});

  it('is noticed by two who have verified each other', async () => {
    const network = crypto.randomUUID();
    const people = new People(network);
    try {
      const [ada, cyd] = [people.add('ada'), people.add('cyd')];
      const ben = people.add('ben', {signaling: new ForkedSignaling({id: 'ben', network})});
      await Promise.all([ada, ben, cyd].map(({call}) => call.join('r')));
      await until(() => ada.call.participants.length === 2, 'Ada sees both');
      await until(() => hasChannel(ben.call), 'the channel is open');
      assert.deepEqual(
        ben.call.participants.map(({id}) => id),
        ['ada'],
      );
      await ada.call.verify('ben');
      await until(() => participant(ben, 'ada')?.verification?.emoji, 'Ben sees the emoji');
      await Promise.all([
        ada.call.confirmVerification('ben', {matches: true}),
        ben.call.confirmVerification('ada', {matches: true}),
      ]);
      const isTold = (): boolean =>
        [participant(ada, 'ben'), participant(ben, 'ada')].every(one => one?.verification?.isRoomDifferent);
      assert.isFalse(isTold());
      await until(isTold, 'both are told', 30_000);
      assert.equal(participant(ada, 'ben')!.verification!.state, 'verified');
      cyd.call.leave();
      await until(() => !participant(ada, 'ben')?.verification?.isRoomDifferent, 'they see the same again');
    } finally {
      people.leave();
    }
  });
});
