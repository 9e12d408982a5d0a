import {assert} from '@open-wc/testing';
import {codeOf, eachWithAdaAndBen, ring, untilState, type People, type Person} from './testing/people.js';
import {SilentSignaling} from './testing/silent-signaling.js';
import {aTurn, until} from './testing/until.js';

describe('a promise', function () {
  this.timeout(60_000);
  let people: People;
  let ada: Person;
  let ben: Person;
  const devices = eachWithAdaAndBen((...all) => ([people, ada, ben] = all));

  /** What it has come to by now; null while it waits. */
  const watch = (promise: Promise<unknown>) => {
    const outcome: {code: unknown} = {code: null};
    void codeOf(promise).then(code => (outcome.code = code));
    return outcome;
  };
  /** What late answers to the prompts brought has been released. */
  const untilReleased = (captures: number) =>
    until(
      async () => devices.tracks.length >= captures && (await aTurn(), devices.live.length === 0),
      'released',
    );

  describe('of join()', () => {
    it('resolves when the broker has admitted me, whatever the prompt’s answer', async () => {
      const prompt = devices.hold();
      await ada.call.join('standup');
      assert.equal(ada.call.state, 'waiting');
      assert.include(ada.events, 'rtc-joined');
      await prompt.open();
      await until(() => ada.call.local.stream, 'the camera is on');
    });

    it('stays pending, without rtc-joined, until the broker answers', async () => {
      const eve = people.add('eve', {signaling: new SilentSignaling()});
      const joining = watch(eve.call.join('standup'));
      await aTurn();
      assert.equal(eve.call.state, 'connecting');
      assert.isNull(joining.code);
      assert.notInclude(eve.events, 'rtc-joined');
    });

    it('rejects on leave(), and join() works again with the prompt still open', async () => {
      const eve = people.add('eve', {signaling: new SilentSignaling()});
      devices.hold();
      const joining = eve.call.join('standup');
      eve.call.leave();
      assert.equal(await codeOf(joining), 'hung-up');
      const again = eve.call.join('standup');
      assert.equal(eve.call.state, 'connecting');
      eve.call.hangUp();
      assert.equal(await codeOf(again), 'hung-up');
    });

    it('rejects on joining another room', async () => {
      const eve = people.add('eve', {signaling: new SilentSignaling()});
      const joining = eve.call.join('standup');
      watch(eve.call.join('party'));
      assert.equal(await codeOf(joining), 'hung-up');
      assert.equal(eve.call.room, 'party');
    });

    it('rejects with the broker’s reason if it refuses', async () => {
      const signaling = new SilentSignaling();
      const eve = people.add('eve', {signaling});
      const joining = eve.call.join('standup');
      await until(() => signaling.handlers, 'it connects');
      signaling.handlers!.onRoom({kind: 'refused', of: 'enter', room: 'standup', code: 'room-full'});
      assert.equal(await codeOf(joining), 'room-full');
      assert.equal(eve.call.state, 'ended');
    });

    it('keeps waiting if the broker asks to retry', async () => {
      const signaling = new SilentSignaling();
      const eve = people.add('eve', {signaling});
      const joining = watch(eve.call.join('standup'));
      await until(() => signaling.handlers, 'it connects');
      signaling.handlers!.onRoom({kind: 'refused', of: 'enter', room: 'standup', code: 'rate-limited'});
      await aTurn();
      assert.isNull(joining.code);
      assert.equal(eve.call.state, 'connecting');
      signaling.handlers!.onRoom({kind: 'room', room: 'standup', seq: 1, members: []});
      await until(() => joining.code === 'no error', 'it is in');
    });
  });

  describe('of call()', () => {
    it('resolves when the callee’s side rings', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      assert.equal(ada.call.state, 'dialing');
      assert.equal(ben.call.state, 'ringing');
    });

    for (const [name, code, act] of [
      ['the callee declines', 'declined', () => ben.call.decline()],
      ['the callee leaves', 'declined', () => ben.call.leave()],
      ['I hang up', 'cancelled', () => ada.call.hangUp()],
      ['I leave', 'cancelled', () => ada.call.leave()],
    ] as const) {
      it(`has resolved, and the call ends, when ${name} while it rings`, async () => {
        await ben.call.open();
        await ada.call.call('ben');
        act();
        await untilState(ada, 'ended');
        assert.equal(ada.call.endReason, code);
      });
    }

    it('rejects on a hang-up before the callee is reached', async () => {
      const calling = ada.call.call('ben');
      ada.call.hangUp();
      assert.equal(await codeOf(calling), 'hung-up');
      assert.equal(ada.call.state, 'ended');
    });
  });

  describe('of accept()', () => {
    it('resolves when the caller knows of it', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      await ben.call.accept();
      assert.notEqual(ada.call.state, 'dialing');
    });

    it('rejects if the caller cancels at that moment, and the next call can be accepted', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      const prompt = devices.hold();
      const accepting = ben.call.accept();
      ada.call.hangUp();
      await codeOf(accepting);
      await untilState(ben, 'ended');
      await ring(ada, ben);
      await prompt.open();
      await until(() => ben.call.local.stream, 'ben’s camera is on');
    });

    it('rejects on leave()', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      const accepting = ben.call.accept();
      ben.call.leave();
      assert.equal(await codeOf(accepting), 'hung-up');
    });
  });

  describe('of preview()', () => {
    it('rejects on leave() while the prompt is open, and tracks from the prompt are released', async () => {
      const prompt = devices.hold();
      const {length} = devices.tracks;
      const previewing = ada.call.preview('standup');
      ada.call.leave();
      assert.equal(await codeOf(previewing), 'hung-up');
      await prompt.open();
      await untilReleased(length + 2);
    });
  });

  describe('of a device', () => {
    for (const [name, ask] of [
      ['toggleCamera()', (person: Person) => person.call.toggleCamera(true)],
      ['toggleMicrophone()', (person: Person) => person.call.toggleMicrophone(true)],
    ] as const) {
      it(`${name} rejects when the other side ends the call`, async () => {
        const eve = people.add('eve', {audio: false, video: false});
        await ring(ben, eve);
        const prompt = devices.hold();
        const asking = ask(eve);
        ben.call.hangUp();
        assert.equal(await codeOf(asking), 'peer-hung-up');
        const {length} = devices.tracks;
        await prompt.open();
        await untilReleased(length + 1);
      });
    }

    it('toggleScreenshare() rejects when I hang up, and the screen is not shown in the next room', async () => {
      await ada.call.join('standup');
      const sharing = ada.call.toggleScreenshare(true);
      ada.call.hangUp();
      assert.equal(await codeOf(sharing), 'hung-up');
      await Promise.all([ada.call.join('party'), ben.call.join('party')]);
      await untilState(ada, 'connected');
      assert.isNull(ada.call.local.screen);
      assert.isNull(ben.call.participants[0]!.screen);
    });

    it('toggleScreenshare() rejects when an outgoing call fails and the preview continues', async () => {
      await ben.call.open();
      await ada.call.preview();
      await ada.call.call('ben');
      const sharing = ada.call.toggleScreenshare(true);
      ben.call.decline();
      assert.equal(await codeOf(sharing), 'declined');
      assert.isNull(ada.call.local.screen);
    });
  });
});
