import {assert} from '@open-wc/testing';
import {CallError} from '../errors.js';
import {Media, type TrackRole} from './media.js';
import {FakeDevices} from '../testing/fake-devices.js';
import {aTurn, until} from '../testing/until.js';

describe('media', () => {
  let devices: FakeDevices;
  let media: Media;
  let errors: string[];
  let captured: TrackRole[];
  let changes: number;

  const create = (options: Partial<ConstructorParameters<typeof Media>[0]> = {}) => {
    media = new Media(
      {microphone: true, camera: true, ...options},
      {
        onChange: () => changes++,
        onDeviceError: (device, {code}) => errors.push(`${device}: ${code}`),
        onCaptured: role => captured.push(role),
      },
    );
  };
  const codeOf = (promise: Promise<unknown>) =>
    promise.then(
      () => 'no error',
      (error: unknown) => (error instanceof CallError ? error.code : String(error)),
    );

  beforeEach(() => {
    devices = new FakeDevices();
    devices.install();
    errors = [];
    captured = [];
    changes = 0;
    create();
  });
  afterEach(() => {
    media.stop();
    devices.restore();
    assert.isEmpty(devices.live, 'stop() releases every device');
  });

  describe('at the start', () => {
    it('takes microphone and camera with one question', async () => {
      await media.start();
      assert.lengthOf(devices.asked, 1);
      assert.sameMembers(captured, ['microphone', 'camera']);
      assert.isFalse(media.device('microphone').isMuted);
      assert.isFalse(media.device('camera').isMuted);
      assert.lengthOf(media.stream!.getTracks(), 2);
      assert.isAbove(changes, 0);
      assert.isEmpty(errors);
    });

    it('takes them once, however often it is asked', async () => {
      await Promise.all([media.start(), media.start()]);
      await media.start();
      assert.lengthOf(devices.asked, 1);
    });

    it('names the devices in use and those there are', async () => {
      await media.start();
      for (const role of ['microphone', 'camera'] as const) {
        const {deviceId} = media.device(role);
        assert.equal(deviceId, media.track(role)!.getSettings().deviceId);
      }
      const kinds = new Set(media.devices.map(({kind}) => kind));
      assert.isTrue(kinds.has('audioinput') && kinds.has('videoinput'));
    });

    it('takes only what the options ask for', async () => {
      create({camera: false});
      await media.start();
      assert.isUndefined(devices.asked[0]!.video);
      assert.isNull(media.track('camera'));
      assert.isTrue(media.device('camera').isMuted);
    });

    it('takes nothing, and asks nothing, for one who only receives', async () => {
      create({camera: false, microphone: false});
      await media.start();
      assert.isEmpty(devices.asked);
      assert.isNull(media.stream);
      assert.isEmpty(errors);
    });

    it('asks for the processing of sound that the options name', async () => {
      create({audioProcessing: {echoCancellation: false, noiseSuppression: true}});
      await media.start();
      assert.deepInclude(devices.asked[0]!.audio as object, {
        echoCancellation: false,
        noiseSuppression: true,
      });
    });

    it('takes the devices of before, and others where they are gone', async () => {
      media.configure({microphoneId: 'gone', cameraId: 'gone too'});
      await media.start();
      assert.deepInclude(devices.asked[0]!.audio as object, {deviceId: {exact: 'gone'}});
      assert.notProperty(devices.asked[1]!.audio as object, 'deviceId');
      assert.isFalse(media.device('microphone').isMuted);
      assert.isEmpty(errors);
    });
  });

  describe('when a device can’t be had', () => {
    for (const [name, code] of [
      ['NotAllowedError', 'permission-denied'],
      ['SecurityError', 'permission-denied'],
      ['NotFoundError', 'device-not-found'],
      ['OverconstrainedError', 'device-not-found'],
      ['NotReadableError', 'device-in-use'],
      ['AbortError', 'device-in-use'],
      ['InvalidStateError', 'device-failed'],
      ['TypeError', 'device-failed'],
    ] as const) {
      it(`starts without, and says ${code} for ${name}`, async () => {
        devices.refuse(name);
        await media.start();
        assert.sameMembers(errors, [`microphone: ${code}`, `camera: ${code}`]);
        assert.equal(media.device('camera').error?.code, code);
        assert.isTrue(media.device('microphone').isMuted);
        assert.isNull(media.stream);
      });
    }

    for (const [kind, lost, kept] of [
      ['audio', 'microphone', 'camera'],
      ['video', 'camera', 'microphone'],
    ] as const) {
      it(`still takes the ${kept} where the ${lost} is missing`, async () => {
        devices.refuse('NotFoundError', kind);
        await media.start();
        assert.deepEqual(errors, [`${lost}: device-not-found`]);
        assert.isFalse(media.device(kept).isMuted);
        assert.isNull(media.device(kept).error);
      });
    }

    it('forgets the error once the device is there', async () => {
      devices.refuse('NotReadableError', 'video');
      await media.start();
      devices.answer = null;
      await media.toggleCamera(true);
      assert.isNull(media.device('camera').error);
      assert.isFalse(media.device('camera').isMuted);
    });

    it('says what is missing where the browser has no devices to offer', async () => {
      const mediaDevices = Object.getOwnPropertyDescriptor(Navigator.prototype, 'mediaDevices')!;
      Object.defineProperty(navigator, 'mediaDevices', {value: undefined, configurable: true});
      try {
        await media.start();
        assert.sameMembers(errors, ['microphone: not-supported', 'camera: not-supported']);
        assert.equal(await codeOf(media.toggleScreenshare(true)), 'not-supported');
        assert.equal(await codeOf(media.setDevice('microphone', 'x')), 'not-supported');
      } finally {
        Reflect.deleteProperty(navigator, 'mediaDevices');
        assert.isDefined(mediaDevices);
      }
    });
  });

  describe('switched', () => {
    beforeEach(() => media.start());

    it('off and on, the microphone is the same one, silent in between', async () => {
      const track = media.track('microphone')!;
      await media.toggleMicrophone();
      assert.isFalse(track.enabled);
      assert.isTrue(media.device('microphone').isMuted);
      await media.toggleMicrophone();
      assert.isTrue(track.enabled);
      assert.equal(media.track('microphone'), track);
      assert.lengthOf(devices.asked, 1);
    });

    it('off, the camera’s light goes out; on, it is taken again', async () => {
      const track = media.track('camera')!;
      const {stream} = media;
      await media.toggleCamera();
      assert.equal(track.readyState, 'ended');
      assert.isTrue(media.device('camera').isMuted);
      assert.notEqual(media.stream, stream);
      await media.toggleCamera();
      assert.isFalse(media.device('camera').isMuted);
      assert.notEqual(media.track('camera'), track);
      assert.lengthOf(devices.live, 2);
    });

    it('to what they are already, they stay as they are', async () => {
      const [microphone, camera] = [media.track('microphone'), media.track('camera')];
      await media.toggleMicrophone(true);
      await media.toggleCamera(true);
      assert.equal(media.track('microphone'), microphone);
      assert.equal(media.track('camera'), camera);
      await media.toggleCamera(false);
      await media.toggleCamera(false);
      assert.isNull(media.track('camera'));
    });

    it('off while its question is still open, the camera stays off', async () => {
      await media.toggleCamera(false);
      let give = () => {};
      devices.answer = async constraints => {
        await new Promise<void>(resolve => (give = resolve));
        return devices.capture(constraints);
      };
      const on = media.toggleCamera(true);
      await until(() => devices.asked.length === 2, 'it is asked for');
      await media.toggleCamera(false);
      give();
      await on;
      assert.isTrue(media.device('camera').isMuted);
      assert.deepEqual(
        devices.live.map(({kind}) => kind),
        ['audio'],
      );
    });
  });

  describe('chosen', () => {
    beforeEach(() => media.start());

    it('another microphone takes the place of the first one, muted if that was', async () => {
      const before = media.track('microphone')!;
      await media.toggleMicrophone(false);
      const id = media.devices.findLast(({kind}) => kind === 'audioinput')!.deviceId;
      await media.setDevice('microphone', id);
      assert.equal(media.device('microphone').deviceId, id);
      assert.isTrue(media.device('microphone').isMuted);
      assert.isFalse(media.track('microphone')!.enabled);
      assert.equal(before.readyState, 'ended');
      assert.deepEqual((devices.asked.at(-1)!.audio as MediaTrackConstraints).deviceId, {exact: id});
    });

    it('one that can’t be had leaves the present one in use', async () => {
      for (const role of ['microphone', 'camera'] as const) {
        const before = media.track(role)!;
        devices.refuse('OverconstrainedError');
        assert.equal(await codeOf(media.setDevice(role, 'nowhere')), 'device-not-found');
        assert.equal(media.track(role), before);
        assert.equal(before.readyState, 'live');
        assert.equal(errors.pop(), `${role}: device-not-found`);
      }
    });

    it('while it is off, it is taken when it is switched on', async () => {
      await media.toggleCamera(false);
      await media.setDevice('camera', 'later');
      assert.lengthOf(devices.asked, 1);
      assert.equal(media.device('camera').deviceId, 'later');
      await media.toggleCamera(true);
      assert.deepEqual((devices.asked[1]!.video as MediaTrackConstraints).deviceId, {exact: 'later'});
    });

    it('a phone’s other camera, which opens only when the first one is closed, is taken all the same', async () => {
      const first = media.track('camera')!;
      devices.answer = constraints =>
        first.readyState === 'live'
          ? Promise.reject(new DOMException('one at a time', 'NotReadableError'))
          : devices.capture({...constraints, video: true});
      await media.setDevice('camera', media.device('camera').deviceId!);
      assert.isFalse(media.device('camera').isMuted);
      assert.notEqual(media.track('camera'), first);
    });
  });

  describe('chosen twice', () => {
    beforeEach(() => media.start());

    /** Two devices of a kind, of which the one asked for first opens last. */
    const twoChoices = async (role: 'microphone' | 'camera') => {
      const kind = role === 'camera' ? 'videoinput' : 'audioinput';
      const [first, second] = media.devices.filter(device => device.kind === kind).map(d => d.deviceId);
      const gates = [devices.hold(), devices.hold()];
      const choices = [media.setDevice(role, second!), media.setDevice(role, first!)];
      await gates[1]!.open();
      await choices[1];
      await gates[0]!.open();
      await choices[0];
      return first!;
    };

    for (const role of ['microphone', 'camera'] as const) {
      it(`the ${role} is the one that was chosen last, in whatever order they open`, async () => {
        const last = await twoChoices(role);
        assert.equal(media.device(role).deviceId, last);
        assert.equal(media.track(role)!.getSettings().deviceId, last);
        assert.lengthOf(devices.live, 2, 'the other one is closed');
      });
    }

    it('a failure of the choice before changes nothing', async () => {
      const before = media.device('microphone').deviceId;
      const gate = devices.hold();
      const failing = media.setDevice('microphone', 'nowhere');
      await media.setDevice('microphone', before!);
      devices.refuse('OverconstrainedError');
      await gate.open();
      await failing;
      assert.isEmpty(errors);
      assert.equal(media.device('microphone').deviceId, before);
      assert.lengthOf(devices.live, 2);
    });

    it('a camera chosen while the first question is open is the one that is used', async () => {
      const id = media.devices.findLast(({kind}) => kind === 'videoinput')!.deviceId;
      media.stop();
      const gate = devices.hold();
      const starting = media.start();
      await media.setDevice('camera', id);
      await gate.open();
      await starting;
      assert.equal(media.track('camera')!.getSettings().deviceId, id);
      assert.lengthOf(devices.live, 2);
    });

    it('a camera switched on, off and on is opened once', async () => {
      await media.toggleCamera(false);
      const gate = devices.hold();
      const first = media.toggleCamera(true);
      await media.toggleCamera(false);
      const last = media.toggleCamera(true);
      await gate.open();
      await Promise.all([first, last]);
      assert.isFalse(media.device('camera').isMuted);
      assert.lengthOf(devices.live, 2);
    });

    it('a screen is asked for once, however often the button is pressed', async () => {
      await Promise.all([media.toggleScreenshare(true), media.toggleScreenshare(true)]);
      assert.lengthOf(devices.tracks, 3);
      assert.isNotNull(media.screen);
    });

    it('a screen that is no longer wanted when it is chosen is not shared', async () => {
      const sharing = media.toggleScreenshare(true);
      await media.toggleScreenshare(false);
      assert.equal(await codeOf(sharing), 'screenshare-cancelled');
      await until(() => devices.tracks.length === 3, 'it is chosen');
      await aTurn();
      assert.isNull(media.screen);
      assert.lengthOf(devices.live, 2);
    });
  });

  describe('unplugged', () => {
    beforeEach(() => media.start());

    for (const role of ['microphone', 'camera'] as const) {
      it(`the ${role} says so, and another one takes its place`, async () => {
        const before = media.track(role)!;
        devices.unplug(before);
        await until(() => media.track(role) && media.track(role) !== before, 'another one is there');
        assert.deepEqual(errors, [`${role}: device-failed`]);
        assert.isFalse(media.device(role).isMuted);
        assert.isNull(media.device(role).error);
      });

      it(`the ${role} leaves nothing where there is no other`, async () => {
        devices.list = [];
        devices.unplug(media.track(role)!);
        await until(() => media.devices.length === 0, 'the list is read again');
        await aTurn();
        assert.isNull(media.track(role));
        assert.equal(media.device(role).error?.code, 'device-failed');
        assert.lengthOf(devices.asked, 1);
      });
    }

    it('a muted microphone comes back muted', async () => {
      await media.toggleMicrophone(false);
      const before = media.track('microphone')!;
      devices.unplug(before);
      await aTurn();
      await media.toggleMicrophone(false);
      assert.isTrue(media.device('microphone').isMuted);
      assert.isEmpty(devices.live.filter(({kind, enabled}) => kind === 'audio' && enabled));
    });

    it('what is plugged in is offered', async () => {
      const info = {
        deviceId: 'new',
        groupId: '',
        kind: 'videoinput',
        label: 'New',
        toJSON: () => ({}),
      } as const;
      devices.list = [info];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await until(() => media.devices[0] === info, 'it is in the list');
    });
  });

  describe('the screen', () => {
    beforeEach(() => media.start());

    it('is shared, and ends', async () => {
      await media.toggleScreenshare();
      assert.equal(media.track('screen'), media.screen!.getVideoTracks()[0]);
      assert.equal(media.track('screen')!.contentHint, 'detail');
      assert.include(captured, 'screen');
      const track = media.track('screen')!;
      await media.toggleScreenshare();
      assert.isNull(media.screen);
      assert.equal(track.readyState, 'ended');
    });

    it('ends when the browser’s own button ends it', async () => {
      await media.toggleScreenshare(true);
      devices.unplug(media.track('screen')!);
      assert.isNull(media.screen);
      assert.isEmpty(errors);
    });

    it('says so when nothing was chosen', async () => {
      Object.assign(navigator.mediaDevices, {
        getDisplayMedia: () => Promise.reject(new DOMException('', 'NotAllowedError')),
      });
      assert.equal(await codeOf(media.toggleScreenshare(true)), 'screenshare-cancelled');
      assert.isNull(media.screen);
    });
  });

  describe('stopped', () => {
    it('gives everything back, and starts anew', async () => {
      await media.start();
      await media.toggleScreenshare(true);
      media.stop();
      assert.isEmpty(devices.live);
      for (const role of ['microphone', 'camera', 'screen'] as const) assert.isNull(media.track(role));
      assert.isNull(media.stream);
      await media.start();
      assert.lengthOf(devices.live, 2);
    });

    it('gives back what a question brings that is answered too late', async () => {
      let give = () => {};
      devices.answer = async constraints => {
        await new Promise<void>(resolve => (give = resolve));
        return devices.capture(constraints);
      };
      const starting = media.start();
      await until(() => devices.asked.length === 1, 'it is asked');
      media.stop();
      assert.equal(await codeOf(starting), 'hung-up', 'nobody waits for the answer');
      give();
      await until(() => devices.tracks.length === 2, 'it is answered');
      await aTurn();
      assert.isEmpty(devices.live);
      assert.isNull(media.stream);
      assert.isEmpty(captured);
    });

    it('says nothing of a question that is refused too late', async () => {
      let refuse = () => {};
      devices.answer = () =>
        new Promise((_, reject) => (refuse = () => reject(new DOMException('', 'NotAllowedError'))));
      const starting = media.start();
      await until(() => devices.asked.length === 1, 'it is asked');
      media.stop(new CallError('cancelled'));
      assert.equal(await codeOf(starting), 'cancelled');
      refuse();
      await aTurn();
      assert.isEmpty(errors);
      assert.lengthOf(devices.asked, 1);
    });

    it('listens no more', async () => {
      await media.start();
      media.stop();
      const before = changes;
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      for (const track of devices.tracks) devices.unplug(track);
      await aTurn();
      assert.equal(changes, before);
      assert.isEmpty(errors);
    });

    it('gives back a screen that was chosen too late', async () => {
      await media.start();
      const sharing = media.toggleScreenshare(true);
      media.stop();
      assert.equal(await codeOf(sharing), 'hung-up');
      await until(() => devices.tracks.length === 3, 'it is chosen');
      await aTurn();
      assert.isEmpty(devices.live);
      assert.isNull(media.screen);
    });

    it('keeps a screen that was chosen too late out of the next session', async () => {
      await media.start();
      const sharing = media.toggleScreenshare(true);
      media.stop();
      assert.equal(await codeOf(sharing), 'hung-up');
      await media.start();
      await until(() => devices.tracks.length === 5, 'the screen is chosen');
      await aTurn();
      assert.isNull(media.screen);
      assert.lengthOf(devices.live, 2);
    });

    it('shares no screen where there is no session', async () => {
      assert.equal(await codeOf(media.toggleScreenshare(true)), 'wrong-state');
      assert.isEmpty(devices.tracks);
    });

    it('gives back a device that was chosen too late', async () => {
      await media.start();
      const choosing = media.setDevice('microphone', media.device('microphone').deviceId!);
      media.stop();
      assert.equal(await codeOf(choosing), 'hung-up');
      await until(() => devices.tracks.length === 3, 'it is there');
      await aTurn();
      assert.isEmpty(devices.live);
    });

    it('releases a camera whose question is still open, and whoever waits for it', async () => {
      await media.start();
      await media.toggleCamera(false);
      const gate = devices.hold();
      const on = media.toggleCamera(true);
      media.stop();
      assert.equal(await codeOf(on), 'hung-up');
      await gate.open();
      await aTurn();
      assert.isEmpty(devices.live);
    });
  });
});
