import {assert} from '@open-wc/testing';
import {
  codeOf,
  eachWithAdaAndBen,
  untilSeen,
  untilState,
  type People,
  type Person,
} from './testing/people.js';
import {aTurn, until} from './testing/until.js';

describe('while it rings', function () {
  this.timeout(60_000);
  let people: People;
  let ada: Person;
  let ben: Person;
  const devices = eachWithAdaAndBen((...all) => ([people, ada, ben] = all));

  /** Ada rings Cleo, who connects before she accepts. */
  async function ringEarly(): Promise<Person> {
    const cleo = people.add('cleo', {connectBeforeAccept: 'always'});
    await cleo.call.open();
    await ada.call.call('cleo');
    await untilState(cleo, 'ringing');
    await until(() => cleo.call.incoming?.canShowVideo, 'they are connected');
    return cleo;
  }

  const connections = new Set<RTCPeerConnection>();
  const NativeConnection = RTCPeerConnection;
  before(() => {
    window.RTCPeerConnection = class extends NativeConnection {
      constructor(configuration?: RTCConfiguration) {
        super(configuration);
        connections.add(this);
      }
    };
  });
  afterEach(() => connections.clear());
  after(() => {
    window.RTCPeerConnection = NativeConnection;
  });

  /** The entries of this type about media of this kind, over all connections of the page. */
  const stats = async (type: string, kind: string): Promise<Record<string, number>[]> => {
    const reports = await Promise.all(Array.from(connections, pc => pc.getStats()));
    return reports
      .flatMap(report => Array.from(report.values()))
      .filter(entry => entry.type === type && entry.kind === kind);
  };
  const packetsSent = async (kind: string) =>
    (await stats('outbound-rtp', kind)).reduce((sum, {packetsSent = 0}) => sum + packetsSent, 0);

  it('the caller sends nothing until it is asked for its video', async () => {
    const cleo = await ringEarly();
    await until(() => ada.call.local.stream?.getVideoTracks().length, 'ada’s camera is on');
    await aTurn();
    assert.isNull(cleo.call.incoming?.video);
    assert.isFalse(ada.call.outgoing?.isSeen);
    assert.equal((await packetsSent('video')) + (await packetsSent('audio')), 0);
  });

  it('the caller sends a small video when asked, no audio, and knows of it', async () => {
    const cleo = await ringEarly();
    cleo.call.setViewHeight('ada', 300);
    await until(() => cleo.call.incoming?.video, 'the video arrives');
    assert.isTrue(ada.call.outgoing?.isSeen);
    await until(
      async () => (await stats('inbound-rtp', 'video')).some(({framesDecoded = 0}) => framesDecoded > 5),
      'frames are decoded',
    );
    for (const {frameWidth = 0, frameHeight = 0} of await stats('inbound-rtp', 'video')) {
      assert.isAtMost(frameWidth, 640);
      assert.isAtMost(frameHeight, 360);
    }
    assert.equal(await packetsSent('audio'), 0);
    assert.equal(cleo.call.state, 'ringing');

    const {video} = cleo.call.incoming!;
    await cleo.call.accept();
    await untilSeen(cleo, 'ada');
    assert.equal(cleo.call.participants[0]?.stream, video, 'the same stream goes on');
    await until(async () => (await packetsSent('audio')) > 0, 'audio is sent after accept');
  });

  it('the caller stops when the callee hides its video', async () => {
    const cleo = await ringEarly();
    cleo.call.setViewHeight('ada', 300);
    await until(() => cleo.call.incoming?.video, 'the video arrives');
    cleo.call.setViewHeight('ada', 0);
    assert.isNull(cleo.call.incoming?.video);
    await until(() => ada.call.outgoing?.isSeen === false, 'ada knows');
    cleo.call.setViewHeight('ada', 300);
    await until(() => cleo.call.incoming?.video, 'it is back');
  });

  it('asking before they are connected shows the video as soon as they are', async () => {
    const cleo = people.add('cleo', {connectBeforeAccept: 'always'});
    await cleo.call.open();
    cleo.call.addEventListener('rtc-incoming-call', ({peerId}) => cleo.call.setViewHeight(peerId, 300));
    await ada.call.call('cleo');
    await until(() => cleo.call.incoming?.video, 'the video arrives');
  });

  it('each change of the ring is announced', async () => {
    const heard: unknown[] = [];
    ada.call.addEventListener('rtc-ring-updated', ({outgoing}) => heard.push(outgoing?.isSeen));
    const cleo = await ringEarly();
    cleo.call.setViewHeight('ada', 300);
    await until(() => heard.at(-1) === true, 'ada heard');
    const known = ada.call.outgoing;
    assert.equal(ada.call.outgoing, known, 'a snapshot stays as long as nothing changes');
  });

  describe('the callee’s camera', () => {
    const permission = (state: PermissionState) => {
      const {query} = navigator.permissions;
      navigator.permissions.query = () => Promise.resolve({state} as PermissionStatus);
      return () => {
        navigator.permissions.query = query;
      };
    };
    let restore = () => {};
    afterEach(() => restore());
    const cameras = () => devices.live.filter(({kind}) => kind === 'video').length;
    const microphones = () => devices.live.filter(({kind}) => kind === 'audio').length;

    /** Ada, who has no devices on, rings Ben. */
    async function ringBen() {
      const eve = people.add('eve', {audio: false, video: false});
      await ben.call.open();
      await eve.call.call('ben');
      await untilState(ben, 'ringing');
      return eve;
    }

    it('opens in advance, alone, is used on accept, and closed at the end', async () => {
      restore = permission('granted');
      const eve = await ringBen();
      await ben.call.prepareCamera();
      assert.deepEqual([cameras(), microphones()], [1, 0]);
      assert.lengthOf(ben.call.local.stream?.getVideoTracks() ?? [], 1);
      const [track] = ben.call.local.stream!.getVideoTracks();
      await ben.call.accept();
      await until(() => microphones() === 1, 'the microphone is on');
      assert.equal(cameras(), 1);
      assert.equal(ben.call.local.stream?.getVideoTracks()[0], track);
      await untilSeen(eve, 'ben');
      ben.call.hangUp();
      assert.deepEqual([cameras(), microphones()], [0, 0]);
    });

    for (const [how, act] of [
      ['declines', () => ben.call.decline()],
      ['leaves', () => ben.call.leave()],
      ['changes their mind', () => ben.call.prepareCamera(false)],
    ] as const) {
      it(`is released if the callee ${how}, also while it opens`, async () => {
        restore = permission('granted');
        await ringBen();
        const preparing = ben.call.prepareCamera().catch(() => {});
        await aTurn();
        await act();
        await preparing;
        await until(() => devices.live.length === 0, 'nothing is on');
        assert.isNull(ben.call.local.stream);
      });
    }

    it('is released if the caller gives up', async () => {
      restore = permission('granted');
      const eve = await ringBen();
      await ben.call.prepareCamera();
      eve.call.hangUp();
      await untilState(ben, 'ended');
      assert.isEmpty(devices.live);
    });

    it('stays closed where the browser would ask, or nobody rings', async () => {
      restore = permission('prompt');
      assert.equal(await codeOf(ben.call.prepareCamera()), 'wrong-state');
      await ringBen();
      await ben.call.prepareCamera();
      assert.isEmpty(devices.live);
    });

    it('is not opened again by accept(), if the callee turns it off', async () => {
      restore = permission('granted');
      await ringBen();
      await ben.call.prepareCamera();
      await ben.call.toggleCamera(false);
      assert.equal(cameras(), 0);
      await ben.call.accept();
      await until(() => microphones() === 1, 'the microphone is on');
      assert.equal(cameras(), 0);
    });

    it('that fails in advance is tried again and reported on accept', async () => {
      restore = permission('granted');
      await ringBen();
      devices.answer = () => Promise.reject(new DOMException('', 'NotReadableError'));
      await ben.call.prepareCamera();
      assert.notInclude(ben.events, 'rtc-device-error');
      await ben.call.accept();
      await until(() => ben.events.includes('rtc-device-error'), 'the failure is reported');
    });
  });
});
