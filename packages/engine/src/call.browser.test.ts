import {assert} from '@open-wc/testing';
import {
  codeOf,
  eachWithAdaAndBen,
  participant,
  ring,
  untilSeen,
  untilState,
  type People,
  type Person,
} from './testing/people.js';
import {until} from './testing/until.js';

describe('a call', function () {
  this.timeout(60_000);
  let people: People;
  let ada: Person;
  let ben: Person;
  const devices = eachWithAdaAndBen((...all) => ([people, ada, ben] = all));

  describe('between two people', () => {
    it('rings, is accepted, shows video on both sides, and is hung up', async () => {
      await ben.call.open();
      assert.equal(ben.call.state, 'idle');
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      assert.equal(ada.call.state, 'dialing');
      assert.deepEqual(ada.call.outgoing, {
        peerId: 'ben',
        displayName: 'ben',
        isRinging: true,
        isSeen: false,
      });
      assert.include(ben.call.incoming, {peerId: 'ada', displayName: 'ada', isTrusted: false, video: null});
      assert.isEmpty(ben.call.participants);
      await ben.call.accept();
      await Promise.all([untilState(ada, 'connected'), untilState(ben, 'connected')]);
      await Promise.all([untilSeen(ada, 'ben'), untilSeen(ben, 'ada')]);
      assert.isNull(ben.call.incoming);
      assert.deepInclude(participant(ada, 'ben'), {
        displayName: 'ben',
        status: 'connected',
        isMicrophoneMuted: false,
        isCameraMuted: false,
        isNative: true,
        screen: null,
      });

      ada.call.hangUp();
      await untilState(ben, 'ended');
      assert.equal(ada.call.endReason, 'hung-up');
      assert.equal(ben.call.endReason, 'peer-hung-up');
      assert.deepEqual(ada.states, ['dialing', 'connecting', 'connected', 'ended']);
      assert.deepEqual(ada.events, ['rtc-joined', '+ben', '-ben hung-up', 'rtc-left']);
      assert.deepEqual(ben.events, [
        'rtc-incoming-call',
        'rtc-joined',
        '+ada',
        '-ada peer-hung-up',
        'rtc-left',
      ]);
    });

    it('can follow another call', async () => {
      await ring(ada, ben);
      ben.call.hangUp();
      await untilState(ada, 'ended');
      await ring(ben, ada);
      assert.isNull(ada.call.endReason);
      await untilSeen(ada, 'ben');
    });

    it('that is declined ends on both sides', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      ben.call.decline();
      await untilState(ada, 'ended');
      assert.equal(ada.call.endReason, 'declined');
      assert.equal(ben.call.endReason, 'declined');
      assert.notInclude(ben.events, 'rtc-joined');
      assert.notInclude(ben.events, 'rtc-left');
    });

    it('that is declined with a text ends with that text, in one line, at the caller', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      ben.call.decline(` In\ta meeting.\n${'x'.repeat(300)}`);
      await untilState(ada, 'ended');
      assert.equal(ada.call.endText, `In a meeting. ${'x'.repeat(186)}`);
      assert.isNull(ben.call.endText);
      await ring(ada, ben);
      assert.isNull(ada.call.endText);
    });

    it('can be accepted with the camera off, or on', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      await ben.call.accept({video: false});
      await untilState(ada, 'connected');
      await until(() => !ben.call.local.microphone.isMuted, 'Ben’s microphone is on');
      assert.isTrue(ben.call.local.camera.isMuted);
      ada.call.hangUp();
      await untilState(ben, 'ended');
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      await ben.call.accept({video: true});
      await untilSeen(ada, 'ben');
    });

    it('that nobody accepts is a missed call, and so is one during another call', async () => {
      const missed: string[] = [];
      ben.call.addEventListener('rtc-missed-call', ({peerId, displayName, time}) => {
        assert.closeTo(time, Date.now(), 60_000);
        missed.push(`${displayName} (${peerId})`);
      });
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      ada.call.hangUp();
      await untilState(ben, 'ended');
      assert.deepEqual(missed, ['ada (ada)']);
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      ben.call.decline();
      await untilState(ada, 'ended');
      assert.lengthOf(missed, 1, 'a declined call is not missed');
      await ring(ada, ben);
      const eve = people.add('eve', {displayName: 'Eve'});
      assert.equal(await codeOf(eve.call.call('ben')), 'busy');
      assert.deepEqual(missed, ['ada (ada)', 'Eve (eve)']);
    });

    it('that is cancelled stops ringing', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await untilState(ben, 'ringing');
      ada.call.hangUp();
      await untilState(ben, 'ended');
      assert.equal(ada.call.endReason, 'cancelled');
      assert.equal(ben.call.endReason, 'cancelled');
    });

    it('to an unknown id ends with a reason', async () => {
      assert.equal(await codeOf(ada.call.call('nobody')), 'peer-unavailable');
      assert.equal(ada.call.state, 'ended');
      assert.equal(ada.call.endReason, 'peer-unavailable');
      assert.include(ada.events, 'rtc-error');
    });

    it('to someone in another call gets busy, and the other call continues', async () => {
      await ring(ada, ben);
      const eve = people.add('eve');
      assert.equal(await codeOf(eve.call.call('ben')), 'busy');
      assert.equal(eve.call.state, 'ended');
      assert.equal(eve.call.endReason, 'busy');
      assert.equal(ben.call.state, 'connected');
      assert.lengthOf(
        ben.events.filter(event => event === 'rtc-incoming-call'),
        1,
      );
      await untilSeen(ada, 'ben');
    });

    for (const [name, wait] of [
      ['at the same moment', () => Promise.resolve()],
      ['one just after the other', () => new Promise(resolve => setTimeout(resolve, 30))],
    ] as const) {
      it(`becomes one call when both call each other ${name}`, async () => {
        await Promise.all([ada.call.open(), ben.call.open()]);
        const calling = ada.call.call('ben');
        await wait();
        await Promise.all([calling, ben.call.call('ada')]);
        await Promise.all([untilState(ada, 'connected'), untilState(ben, 'connected')]);
        await Promise.all([untilSeen(ada, 'ben'), untilSeen(ben, 'ada')]);
        assert.lengthOf(ada.call.participants, 1);
        assert.lengthOf(ben.call.participants, 1);
      });
    }

    it('rejects commands that are invalid in its state', async () => {
      assert.equal(await codeOf(ada.call.accept()), 'wrong-state');
      assert.equal(await codeOf(() => ada.call.decline()), 'wrong-state');
      assert.equal(await codeOf(ada.call.call('-no id-')), 'invalid-id');
      assert.equal(await codeOf(ada.call.call('ada')), 'invalid-id');
      assert.equal(await codeOf(ada.call.join('')), 'invalid-room');
      assert.equal(await codeOf(() => ada.call.sendChatMessage('hello?')), 'not-connected');
      await ring(ada, ben);
      assert.equal(await codeOf(ada.call.call('eve')), 'wrong-state');
      assert.equal(await codeOf(ada.call.join('standup')), 'wrong-state');
      assert.equal(await codeOf(() => ada.call.sendChatMessage('hello?', 'eve')), 'not-connected');
    });

    it('shows who is muted, and whose camera is off', async () => {
      await ring(ada, ben);
      await untilSeen(ada, 'ben');
      await ben.call.toggleMicrophone(false);
      await until(() => participant(ada, 'ben')?.isMicrophoneMuted, 'ada sees that ben is muted');
      await ben.call.toggleCamera(false);
      await until(() => participant(ada, 'ben')?.isCameraMuted, 'ada sees that his camera is off');
      await ben.call.toggleCamera(true);
      await until(() => participant(ada, 'ben')?.isCameraMuted === false, 'it is on again');
      await untilSeen(ada, 'ben');
      ben.call.configure({displayName: 'Benjamin'});
      await until(() => participant(ada, 'ben')?.displayName === 'Benjamin', 'ada sees his name');
    });

    it('works without any local media', async () => {
      const eve = people.add('eve', {audio: false, video: false});
      await ring(eve, ben);
      await untilSeen(eve, 'ben');
      assert.deepInclude(participant(ben, 'eve'), {isMicrophoneMuted: true, isCameraMuted: true});
      await eve.call.toggleCamera(true);
      await untilSeen(ben, 'eve');
    });

    it('can be joined without devices if there are none', async () => {
      devices.refuse('NotFoundError');
      await ring(ada, ben);
      assert.include(ada.events, 'rtc-device-error');
      assert.equal(ada.call.local.camera.error?.code, 'device-not-found');
    });

    it('reports its quality', async () => {
      await ring(ada, ben);
      await untilSeen(ada, 'ben');
      await until(async () => {
        const [stats] = await ada.call.getStats();
        return stats?.incomingVideo && stats.outgoingVideo && stats.incomingBitrate > 0;
      }, 'there is something to tell');
      const [stats] = await ada.call.getStats();
      assert.equal(stats!.id, 'ben');
      assert.equal(stats!.path, 'direct');
      assert.equal(stats!.protocol, 'udp');
      assert.isAtLeast(stats!.incomingVideo!.width, 2);
      assert.isString(stats!.incomingVideo!.codec);
      assert.isAtMost(stats!.packetLoss, 1);
    });
  });

  describe('that is ringing', () => {
    const sent = (person: Person) => person.call.trace.filter(({step}) => step === 'candidate-sent');
    const step = (person: Person, name: string, detail?: string) =>
      person.call.trace.some(
        entry => entry.step === name && (detail === undefined || entry.detail === detail),
      );

    it('reveals no address to a stranger before it is accepted', async () => {
      await ben.call.open();
      await ada.call.call('ben');
      await until(() => sent(ada).length > 0, 'ada has shown hers');
      await until(() => step(ada, 'ringing'), 'ada hears that it rings');
      assert.isEmpty(ben.call.trace.filter(({step}) => step === 'connection-created'));
      assert.isEmpty(sent(ben));
      await ben.call.accept();
      await untilState(ada, 'connected');
      assert.isNotEmpty(sent(ben));
    });

    it('connects before it is accepted if the options say so, without sending the callee’s media', async () => {
      const eve = people.add('eve', {connectBeforeAccept: 'always'});
      await eve.call.open();
      await ada.call.call('eve');
      await until(() => step(ada, 'channel-open') && step(eve, 'channel-open'), 'the transport is there');
      assert.equal(ada.call.state, 'dialing');
      assert.equal(eve.call.state, 'ringing');
      await until(() => devices.live.length === 2, 'ada’s devices are on');
      assert.isEmpty(eve.call.trace.filter(({step}) => step === 'media-captured'));
      assert.isFalse(step(ada, 'first-frame'));
      await eve.call.accept();
      assert.equal(eve.call.state, 'connected');
      await untilState(ada, 'connected');
      await Promise.all([untilSeen(ada, 'eve'), untilSeen(eve, 'ada')]);
    });

    it('and is declined leaves no connection', async () => {
      const eve = people.add('eve', {connectBeforeAccept: 'always'});
      await eve.call.open();
      await ada.call.call('eve');
      await until(() => step(eve, 'channel-open'), 'the transport is there');
      eve.call.decline();
      await untilState(ada, 'ended');
      assert.equal(ada.call.endReason, 'declined');
    });
  });
});
