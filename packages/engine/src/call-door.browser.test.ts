import {assert} from '@open-wc/testing';
import type {CallOptions} from './call.js';
import {DoorSignaling} from './testing/door-signaling.js';
import {
  codeOf,
  eachWithAdaAndBen,
  participant,
  untilSeen,
  untilState,
  type People,
  type Person,
} from './testing/people.js';
import {until} from './testing/until.js';

const ROOM = 'standup';
const KEY = 'a'.repeat(32);

describe('a room with a door', function () {
  this.timeout(60_000);
  type Guest = Person & {readonly broker: DoorSignaling};
  let add: (id: string, options?: Partial<CallOptions>) => Guest;
  /** Ada is a host. */
  let ada: Guest;
  let ben: Guest;
  let cleo: Guest;
  const devices = eachWithAdaAndBen((people: People) => {
    const [network, rooms] = [crypto.randomUUID(), new Map()];
    add = (id, options) => {
      const broker = new DoorSignaling(id, network, rooms);
      return {...people.add(id, {signaling: broker, ...options}), broker};
    };
    ada = add('host', {hostKey: KEY});
    ben = add('guest');
    cleo = add('cleo');
  });

  const isConnected = (person: Person) => untilState(person, 'connected');
  const lockedByAda = async () => {
    await ada.call.join(ROOM);
    await ada.call.lockRoom();
  };
  const untilKnocked = (count = 1) =>
    until(() => ada.call.door?.knockCount === count, `the host hears ${count} knocks`);
  const audioOf = (viewer: Person, id: string) => participant(viewer, id)?.stream.getAudioTracks()[0];
  const untilHeard = (viewer: Person, id: string, isHeard: boolean) =>
    until(
      () =>
        audioOf(viewer, id)?.enabled === isHeard && participant(viewer, id)?.isMicrophoneMuted !== isHeard,
      `${viewer.id} ${isHeard ? 'hears' : 'hears nothing of'} ${id}`,
    );

  it('opens for whoever knocks and is let in', async () => {
    await lockedByAda();
    const knocks: string[] = [];
    ada.call.addEventListener('rtc-knock', ({knock: {id, text}}) => knocks.push(`${id}: ${text}`));
    const joining = ben.call.join(ROOM, {text: ' It’s me,\nBen '});
    await untilState(ben, 'knocking');
    assert.deepInclude(ben.call.door, {isKnockRequired: true, isLocked: false, role: null, knockCount: 0});
    await untilKnocked();
    assert.deepEqual(knocks, ['guest: It’s me, Ben']);
    assert.deepEqual(ada.call.door, {
      isLocked: true,
      role: 'host',
      isKnockRequired: false,
      knocks: [{id: 'guest', displayName: 'guest', text: 'It’s me, Ben'}],
      knockCount: 1,
    });
    assert.isEmpty([...ada.call.members, ...ben.call.members, ...ben.events]);
    await ada.call.admit('guest');
    await joining;
    await Promise.all([untilSeen(ada, 'guest'), untilSeen(ben, 'host')]);
    assert.deepInclude(ben.call.door, {isKnockRequired: false, isLocked: true});
    assert.isTrue(participant(ben, 'host')?.isHost);
    assert.deepInclude(ben.call.members[0], {id: 'host', isHost: true});
    assert.equal(ada.call.door?.knockCount, 0);
    assert.deepEqual(ben.states.slice(0, 2), ['connecting', 'knocking']);
    assert.lengthOf(knocks, 1);
  });

  it('lets everyone in who has asked, and tells members nothing about those who knock', async () => {
    await ada.call.join(ROOM);
    await cleo.call.join(ROOM);
    await ada.call.lockRoom();
    const dora = add('dora');
    const joining = ben.call.join(ROOM);
    await dora.call.preview(ROOM);
    await untilKnocked();
    await until(() => dora.call.door?.isKnockRequired, 'Dora knows that she has to knock');
    assert.equal(dora.call.state, 'lobby');
    assert.deepEqual(
      cleo.broker.heard.filter(event => 'member' in event && event.member.knocking),
      [],
    );
    assert.deepInclude(cleo.call.door, {isLocked: true, knockCount: 0});
    await ada.call.admit();
    await joining;
    await Promise.all([isConnected(ben), until(() => participant(cleo, 'guest'), 'Cleo sees Ben')]);
    assert.equal(dora.call.state, 'lobby');
    assert.isTrue(dora.call.door?.isKnockRequired);
  });

  it('stays closed for whoever is refused', async () => {
    await lockedByAda();
    const refused = codeOf(ben.call.join(ROOM));
    await untilKnocked();
    await ada.call.refuseEntry('guest');
    assert.equal(await refused, 'not-admitted');
    assert.deepEqual([ben.call.state, ben.call.endReason], ['ended', 'not-admitted']);
    assert.notInclude(ben.events, 'rtc-left');
    assert.isNull(ben.call.door);
    await untilKnocked(0);
  });

  it('forgets a knock that is taken back', async () => {
    await lockedByAda();
    const knocking = codeOf(ben.call.join(ROOM));
    await untilKnocked();
    ben.call.hangUp();
    assert.equal(await knocking, 'hung-up');
    await untilKnocked(0);
    assert.equal(await codeOf(ada.call.admit('guest')), 'no-such-member');
  });

  it('keeps the place of whoever knocks while the broker is away', async () => {
    await lockedByAda();
    const knocks: string[] = [];
    ada.call.addEventListener('rtc-knock', ({knock: {id}}) => knocks.push(id));
    const joining = ben.call.join(ROOM, {text: 'Ben'});
    await untilKnocked();
    ben.broker.drop();
    assert.equal(ben.call.state, 'knocking');
    ben.broker.reopen();
    await until(() => ben.broker.heard.length === 2, 'Ben has knocked again');
    assert.equal(ben.call.state, 'knocking');
    assert.deepEqual([ada.call.door?.knocks[0]?.text, ...knocks], ['Ben', 'guest']);
    await ada.call.admit('guest');
    await joining;
    await isConnected(ben);
  });

  it('puts whoever waits in the lobby outside when it is locked', async () => {
    await ada.call.join(ROOM);
    await ben.call.preview(ROOM);
    const isWarm = ({call}: Person) => call.trace.some(({step}) => step === 'channel-open');
    await until(() => isWarm(ada) && isWarm(ben), 'they are connected in advance');
    await ada.call.lockRoom();
    await until(() => ben.call.door?.isKnockRequired, 'Ben is outside');
    assert.equal(ben.call.state, 'lobby');
    assert.isEmpty([...ben.call.members, ...ada.call.members]);
    assert.isTrue(ben.call.trace.some(({step}) => step === 'hang-up'));
    assert.equal(ada.call.door?.knockCount, 0);
    const joining = ben.call.join(ROOM);
    await untilKnocked();
    await ada.call.admit('guest');
    await joining;
    await Promise.all([untilSeen(ada, 'guest'), untilSeen(ben, 'host')]);
  });

  it('opens when the last host has left', async () => {
    await lockedByAda();
    const joining = ben.call.join(ROOM);
    await untilKnocked();
    ada.call.leave();
    await joining;
    assert.deepInclude(ben.call.door, {isLocked: false, isKnockRequired: false});
  });

  describe('in which three talk', () => {
    beforeEach(async () => {
      for (const {call} of [ada, ben, cleo]) await call.join(ROOM);
      for (const {id, call} of [ada, ben, cleo])
        await until(() => !call.local.microphone.isMuted, `${id} has a microphone`);
      for (const [viewer, id] of [
        [ada, 'guest'],
        [cleo, 'guest'],
        [ben, 'host'],
      ] as const)
        await until(
          () => participant(viewer, id)?.status === 'connected' && audioOf(viewer, id),
          `${id} is there`,
        );
    });

    it('obeys only its hosts', async () => {
      assert.equal(await codeOf(ben.call.lockRoom()), 'not-a-host');
      assert.equal(await codeOf(ben.call.removeParticipant('cleo')), 'not-a-host');
      assert.equal(await codeOf(ada.call.removeParticipant('nobody')), 'no-such-member');
      assert.equal(await codeOf(add('eve').call.lockRoom()), 'wrong-state');
      ada.broker.isSlow = true;
      const pending = codeOf(ada.call.lockRoom());
      ada.call.hangUp();
      assert.equal(await pending, 'hung-up');
      cleo.broker.drop();
      assert.equal(await codeOf(cleo.call.lockRoom()), 'broker-unreachable');
    });

    it('is silent about a member whom a host muted, until they unmute', async () => {
      const moderated: string[] = [];
      ben.call.addEventListener('rtc-moderated', ({action}) =>
        moderated.push(`${action} ${ben.call.local.microphone.isMuted}`),
      );
      await ada.call.muteParticipant('guest');
      await Promise.all([untilHeard(ada, 'guest', false), untilHeard(cleo, 'guest', false)]);
      await until(() => ben.call.local.isMutedByHost, 'Ben knows');
      assert.deepEqual(moderated, ['muted true']);
      assert.isTrue(participant(cleo, 'guest')?.isMutedByHost);
      assert.isTrue(audioOf(cleo, 'host')?.enabled);
      await ben.call.toggleMicrophone(true);
      assert.isFalse(ben.call.local.isMutedByHost);
      await Promise.all([untilHeard(ada, 'guest', true), untilHeard(cleo, 'guest', true)]);
      assert.lengthOf(moderated, 1);

      await ada.call.muteParticipant();
      await Promise.all([untilHeard(ada, 'guest', false), untilHeard(ada, 'cleo', false)]);
      assert.isFalse(ada.call.local.microphone.isMuted);
    });

    it('is silent about a muted member that keeps sending, also over a new connection', async () => {
      ben.broker.isDeaf = true;
      await ada.call.muteParticipant('guest');
      await untilHeard(cleo, 'guest', false);
      assert.isFalse(ben.call.local.microphone.isMuted);
      const before = audioOf(cleo, 'guest');
      ben.call.toggleCamera(false).catch(() => {});
      await until(() => participant(cleo, 'guest')?.isCameraMuted, 'Cleo still hears of Ben');
      cleo.call.leave();
      await cleo.call.join(ROOM);
      await until(() => audioOf(cleo, 'guest') && audioOf(cleo, 'guest') !== before, 'Cleo has a new track');
      await untilHeard(cleo, 'guest', false);
    });

    it('hides a share that a host stopped, until a new one starts', async () => {
      const moderated: string[] = [];
      ben.call.addEventListener('rtc-moderated', ({action}) => moderated.push(action));
      await ben.call.toggleScreenshare(true);
      await untilSeen(cleo, 'guest', 'screen');
      await ada.call.stopShare('guest');
      await until(() => !participant(cleo, 'guest')?.screen, 'the screen is gone');
      await until(() => !ben.call.local.screen, 'Ben does not share');
      assert.deepEqual(moderated, ['share-stopped']);
      await ben.call.toggleScreenshare(true);
      await untilSeen(cleo, 'guest', 'screen');

      ben.broker.isDeaf = true;
      const screen = participant(cleo, 'guest')!.screen!.getVideoTracks()[0]!;
      await ada.call.stopShare('guest');
      await until(() => !participant(cleo, 'guest')?.screen, 'the screen is hidden');
      assert.isNotNull(ben.call.local.screen);
      assert.isFalse(screen.enabled);
    });

    it('loses whoever is removed, who can’t come back', async () => {
      await ada.call.removeParticipant('guest');
      await untilState(ben, 'ended');
      assert.equal(ben.call.endReason, 'removed');
      assert.include(ben.events, 'rtc-left');
      for (const viewer of [ada, cleo]) {
        await until(() => !participant(viewer, 'guest'), 'Ben is gone');
        assert.include(viewer.events, '-guest removed');
      }
      assert.isFalse(await ben.call.resume(ROOM));
      assert.equal(await codeOf(ben.call.join(ROOM)), 'removed');
      assert.deepEqual([ben.call.state, ben.call.endReason], ['ended', 'removed']);
      // With Cleo, whose connection may have been slow.
      await untilState(ada, 'connected');
    });

    it('loses whoever is removed while the broker doesn’t reach them', async () => {
      ben.broker.drop();
      await ada.call.removeParticipant('guest');
      ben.broker.reopen();
      await untilState(ben, 'ended');
      assert.equal(ben.call.endReason, 'removed');
    });

    it('ends for everyone', async () => {
      await ada.call.endForAll();
      for (const person of [ada, ben, cleo]) await untilState(person, 'ended');
      assert.deepEqual(
        [ada, ben, cleo].map(({call}) => call.endReason),
        ['hung-up', 'ended-by-host', 'ended-by-host'],
      );
      assert.isEmpty(devices.live);
    });
  });

  it('takes no host key of the wrong form', async () => {
    assert.equal(await codeOf(() => add('eve', {hostKey: KEY.toUpperCase()})), 'invalid-option');
    assert.equal(await codeOf(() => ben.call.configure({hostKey: ''})), 'invalid-option');
  });
});
