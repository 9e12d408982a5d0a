import {assert} from '@open-wc/testing';
import {DoorSignaling} from './testing/door-signaling.js';
import {FakeDevices} from './testing/fake-devices.js';
import {Leaks} from './testing/leaks.js';
import {codeOf, People, ring, untilState} from './testing/people.js';
import {until} from './testing/until.js';

describe('after leave()', function () {
  this.timeout(120_000);

  it('nothing stays open, twenty times in a row', async () => {
    const [devices, leaks] = [new FakeDevices(), new Leaks()];
    devices.install();
    leaks.install();
    try {
      for (let round = 1; round <= 20; round++) {
        const people = new People();
        const [ada, ben] = [people.add('ada'), people.add('ben')];
        if (round % 2 === 0) await Promise.all([ada.call.join('standup'), ben.call.join('standup')]);
        else await ring(ada, ben);
        await Promise.all([untilState(ada, 'connected'), untilState(ben, 'connected')]);
        if (round % 5 === 0) await ada.call.toggleScreenshare();
        ada.call.sendChatMessage('bye');
        assert.includeMembers(
          [...leaks.open],
          ['connection', '2 × window.ononline'],
          'the test sees what is open',
        );
        people.leave();
        assert.isEmpty(devices.live, `round ${round}: live tracks`);
        await until(() => leaks.open.length === 0, 'everything is released').catch((cause: unknown) => {
          throw new Error(`round ${round} left ${leaks.open.join(', ')}`, {cause});
        });
      }
      assert.isAtLeast(leaks.made, 40);
    } finally {
      leaks.restore();
      devices.restore();
    }
  });

  it('nor after a removal, with an order and a knock that nobody has answered', async () => {
    const [devices, leaks] = [new FakeDevices(), new Leaks()];
    devices.install();
    leaks.install();
    try {
      const people = new People();
      const [network, rooms] = [crypto.randomUUID(), new Map()];
      const add = (id: string, hostKey?: string) => {
        const signaling = new DoorSignaling(id, network, rooms);
        return {...people.add(id, {signaling, hostKey}), signaling};
      };
      const [ada, ben, cleo] = [add('ada', 'a'.repeat(32)), add('ben'), add('cleo')];
      await Promise.all([ada.call.join('standup'), ben.call.join('standup')]);
      await Promise.all([untilState(ada, 'connected'), untilState(ben, 'connected')]);
      await ada.call.lockRoom();
      const pending = [codeOf(cleo.call.join('standup'))];
      await until(() => ada.call.door?.knockCount === 1, 'Cleo knocks');
      await ada.call.removeParticipant('ben');
      await untilState(ben, 'ended');
      ada.signaling.isSlow = true;
      pending.push(codeOf(ada.call.admit()));
      people.leave();
      assert.deepEqual(await Promise.all(pending), ['hung-up', 'hung-up']);
      await until(() => devices.live.length + leaks.open.length === 0, 'all is released').catch(
        (cause: unknown) => {
          throw new Error(`${devices.live.length} tracks, ${leaks.open.join(', ')}`, {cause});
        },
      );
    } finally {
      leaks.restore();
      devices.restore();
    }
  });

  it('while still connecting, nothing stays open either', async () => {
    const [devices, leaks] = [new FakeDevices(), new Leaks()];
    devices.install();
    leaks.install();
    try {
      for (let wait = 0; wait < 200; wait += 20) {
        const people = new People();
        const [ada, ben] = [people.add('ada'), people.add('ben')];
        const joining = Promise.all([ada.call.join('standup'), ben.call.join('standup')]).catch(() => {});
        await new Promise(resolve => setTimeout(resolve, wait));
        people.leave();
        await joining;
        await until(() => devices.live.length + leaks.open.length === 0, 'all is released').catch(
          (cause: unknown) => {
            throw new Error(`after ${wait} ms: ${devices.live.length} tracks, ${leaks.open.join(', ')}`, {
              cause,
            });
          },
        );
      }
    } finally {
      leaks.restore();
      devices.restore();
    }
  });
});
