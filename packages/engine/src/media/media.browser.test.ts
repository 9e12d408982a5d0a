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
    it('opens microphone and camera with one prompt', async () => {
      await media.start();
      assert.lengthOf(devices.asked, 1);
      assert.sameMembers(captured, ['microphone', 'camera']);
      assert.isFalse(media.device('microphone').isMuted);
      assert.isFalse(media.device('camera').isMuted);
      assert.lengthOf(media.stream!.getTracks(), 2);
      assert.isAbove(changes, 0);
      assert.isEmpty(errors);
    });

    it('opens them once, however often start() is called', async () => {
      await Promise.all([media.start(), media.start()]);
      await media.start();
      assert.lengthOf(devices.asked, 1);
    });

    it('lists the devices and those in use', async () => {
      await media.start();
      for (const role of ['microphone', 'camera'] as const) {
        const {deviceId} = media.device(role);
        assert.equal(deviceId, media.track(role)!.getSettings().deviceId);
      }
      const kinds = new Set(media.devices.map(({kind}) => kind));
      assert.isTrue(kinds.has('audioinput') && kinds.has('videoinput'));
    });

    it('opens only what the options ask for', async () => {
      create({camera: false});
      await media.start();
      assert.isUndefined(devices.asked[0]!.video);
      assert.isNull(media.track('camera'));
      assert.isTrue(media.device('camera').isMuted);
    });

    it('opens nothing and shows no prompt if both are off', async () => {
      create({camera: false, microphone: false});
      await media.start();
      assert.isEmpty(devices.asked);
      assert.isNull(media.stream);
      assert.isEmpty(errors);
    });

    it('requests the audio processing from the options', async () => {
      create({audioProcessing: {echoCancellation: false, noiseSuppression: true}});
      await media.start();
      assert.deepInclude(devices.asked[0]!.audio as object, {
        echoCancellation: false,
        noiseSuppression: true,
      });
    });

    it('applies other audio processing at once, to the microphone in use, and muted as it is', async () => {
      const suppress = (noiseSuppression: boolean) => media.configure({audioProcessing: {noiseSuppression}});
      suppress(true);
      await aTurn();
      assert.isEmpty(devices.asked, 'nothing is open yet');
      await media.start();
      await media.toggleMicrophone(false);
      const before = media.track('microphone')!;
      const {deviceId} = before.getSettings();
      suppress(false);
      await until(() => media.track('microphone') !== before, 'the microphone is captured again');
      assert.deepEqual(devices.asked.at(-1), {audio: {noiseSuppression: false, deviceId: {exact: deviceId}}});
      assert.isFalse(media.track('microphone')!.enabled);
      assert.equal(before.readyState, 'ended');
      const after = media.track('microphone');
      devices.refuse('OverconstrainedError');
      suppress(true);
      await until(() => errors.length > 0, 'the failure is reported');
      assert.equal(media.track('microphone'), after);
      assert.equal(after!.readyState, 'live');
    });

    it('uses the previous devices, or others if they are missing', async () => {
      media.configure({microphoneId: 'gone', cameraId: 'gone too'});
      await media.start();
      assert.deepInclude(devices.asked[0]!.audio as object, {deviceId: {exact: 'gone'}});
      assert.notProperty(devices.asked[1]!.audio as object, 'deviceId');
      assert.isFalse(media.device('microphone').isMuted);
      assert.isEmpty(errors);
    });
  });

  describe('when a device can’t be opened', () => {
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
      it(`starts without it, and reports ${code} for ${name}`, async () => {
        devices.refuse(name);
        devices.permit('denied');
        await media.start();
        assert.sameMembers(errors, [`microphone: ${code}`, `camera: ${code}`]);
        assert.equal(media.device('camera').error?.code, code);
        assert.isTrue(media.device('microphone').isMuted);
        assert.isNull(media.stream);
      });
    }

    describe('because of a permission', () => {
      for (const [what, state, message, code] of [
        ['the site is blocked', 'denied', 'Permission denied', 'permission-denied'],
        ['this browser doesn’t tell why', undefined, 'The request is not allowed', 'permission-denied'],
        ['the prompt was closed', 'prompt', 'Permission dismissed', 'permission-dismissed'],
        ['the system blocks', 'prompt', 'Permission denied by system', 'permission-denied-by-system'],
      ] as const) {
        it(`reports ${code} if ${what}`, async () => {
          devices.permit(state);
          devices.answer = () => Promise.reject(new DOMException(message, 'NotAllowedError'));
          await media.start();
          assert.sameMembers(errors, [`microphone: ${code}`, `camera: ${code}`]);
        });
      }
    });

    it('tries again, with one prompt, only the devices that have failed', async () => {
      devices.refuse('NotFoundError');
      await media.start();
      const {length} = devices.asked;
      devices.answer = null;
      await media.retry();
      assert.lengthOf(devices.asked, length + 1);
      assert.isFalse(media.device('camera').isMuted || media.device('microphone').isMuted);
      assert.isNull(media.device('camera').error);
      await media.retry();
      assert.lengthOf(devices.asked, length + 1);
    });

    for (const [kind, lost, kept] of [
      ['audio', 'microphone', 'camera'],
      ['video', 'camera', 'microphone'],
    ] as const) {
      it(`still opens the ${kept} if the ${lost} is missing`, async () => {
        devices.refuse('NotFoundError', kind);
        await media.start();
        assert.deepEqual(errors, [`${lost}: device-not-found`]);
        assert.isFalse(media.device(kept).isMuted);
        assert.isNull(media.device(kept).error);
      });
    }

    it('clears the error once the device opens', async () => {
      devices.refuse('NotReadableError', 'video');
      await media.start();
      devices.answer = null;
      await media.toggleCamera(true);
      assert.isNull(media.device('camera').error);
      assert.isFalse(media.device('camera').isMuted);
    });

    it('reports why the browser offers no devices', async () => {
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

  describe('switching', () => {
    beforeEach(() => media.start());

    it('the microphone off and on keeps the same track, muted in between', async () => {
      const track = media.track('microphone')!;
      await media.toggleMicrophone();
      assert.isFalse(track.enabled);
      assert.isTrue(media.device('microphone').isMuted);
      await media.toggleMicrophone();
      assert.isTrue(track.enabled);
      assert.equal(media.track('microphone'), track);
      assert.lengthOf(devices.asked, 1);
    });

    it('the camera off closes it, and on opens it again', async () => {
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

    it('to the current state changes nothing', async () => {
      const [microphone, camera] = [media.track('microphone'), media.track('camera')];
      await media.toggleMicrophone(true);
      await media.toggleCamera(true);
      assert.equal(media.track('microphone'), microphone);
      assert.equal(media.track('camera'), camera);
      await media.toggleCamera(false);
      await media.toggleCamera(false);
      assert.isNull(media.track('camera'));
    });

    it('the camera off while its prompt is open keeps it off', async () => {
      await media.toggleCamera(false);
      let give = () => {};
      devices.answer = async constraints => {
        await new Promise<void>(resolve => (give = resolve));
        return devices.capture(constraints);
      };
      const on = media.toggleCamera(true);
      await until(() => devices.asked.length === 2, 'the prompt is open');
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

  describe('choosing', () => {
    beforeEach(() => media.start());

    it('another microphone replaces the first one, muted if that one was', async () => {
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

    it('a device that can’t be opened keeps the current one in use', async () => {
      for (const role of ['microphone', 'camera'] as const) {
        const before = media.track(role)!;
        devices.refuse('OverconstrainedError');
        assert.equal(await codeOf(media.setDevice(role, 'nowhere')), 'device-not-found');
        assert.equal(media.track(role), before);
        assert.equal(before.readyState, 'live');
        assert.equal(errors.pop(), `${role}: device-not-found`);
      }
    });

    it('a device while it is off opens it when it is switched on', async () => {
      await media.toggleCamera(false);
      await media.setDevice('camera', 'later');
      assert.lengthOf(devices.asked, 1);
      assert.equal(media.device('camera').deviceId, 'later');
      await media.toggleCamera(true);
      assert.deepEqual((devices.asked[1]!.video as MediaTrackConstraints).deviceId, {exact: 'later'});
    });

    it('a phone’s other camera, which opens only after the first one is closed, works', async () => {
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

  describe('choosing twice', () => {
    beforeEach(() => media.start());

    /** Two devices of a kind: the one requested first opens last. */
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
      it(`uses the ${role} that was chosen last, in whatever order they open`, async () => {
        const last = await twoChoices(role);
        assert.equal(media.device(role).deviceId, last);
        assert.equal(media.track(role)!.getSettings().deviceId, last);
        assert.lengthOf(devices.live, 2, 'the other one is closed');
      });
    }

    it('ignores a failure of the first choice', async () => {
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

    it('uses a camera that is chosen while the first prompt is open', async () => {
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

    it('opens a camera once that is switched on, off and on', async () => {
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

    it('shows the screen picker once, however often the button is pressed', async () => {
      await Promise.all([media.toggleScreenshare(true), media.toggleScreenshare(true)]);
      assert.lengthOf(devices.tracks, 3);
      assert.isNotNull(media.screen);
    });

    it('does not share a screen that is picked after sharing was cancelled', async () => {
      const sharing = media.toggleScreenshare(true);
      await media.toggleScreenshare(false);
      assert.equal(await codeOf(sharing), 'screenshare-cancelled');
      await until(() => devices.tracks.length === 3, 'a screen is picked');
      await aTurn();
      assert.isNull(media.screen);
      assert.lengthOf(devices.live, 2);
    });
  });

  describe('unplugging', () => {
    beforeEach(() => media.start());

    for (const role of ['microphone', 'camera'] as const) {
      it(`the ${role} is reported, and another one replaces it`, async () => {
        const before = media.track(role)!;
        devices.unplug(before);
        await until(() => media.track(role) && media.track(role) !== before, 'another one is in use');
        assert.deepEqual(errors, [`${role}: device-failed`]);
        assert.isFalse(media.device(role).isMuted);
        assert.isNull(media.device(role).error);
      });

      it(`the only ${role} leaves none`, async () => {
        devices.list = [];
        devices.unplug(media.track(role)!);
        await until(() => media.devices.length === 0, 'the list is read again');
        await aTurn();
        assert.isNull(media.track(role));
        assert.equal(media.device(role).error?.code, 'device-failed');
        assert.lengthOf(devices.asked, 1);
      });
    }

    it('a muted microphone switches to another one, also muted', async () => {
      await media.toggleMicrophone(false);
      const before = media.track('microphone')!;
      devices.unplug(before);
      await aTurn();
      await media.toggleMicrophone(false);
      assert.isTrue(media.device('microphone').isMuted);
      assert.isEmpty(devices.live.filter(({kind, enabled}) => kind === 'audio' && enabled));
    });

    it('and plugging in update the list', async () => {
      const info = {
        deviceId: 'new',
        groupId: '',
        kind: 'videoinput',
        label: 'New',
        toJSON: () => ({}),
      } as const;
      devices.list = [info];
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      await until(() => media.devices[0] === info, 'the device is in the list');
    });
  });

  describe('a screen', () => {
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

    it('ends when the browser’s own button stops it', async () => {
      await media.toggleScreenshare(true);
      devices.unplug(media.track('screen')!);
      assert.isNull(media.screen);
      assert.isEmpty(errors);
    });

    it('rejects if nothing is picked', async () => {
      Object.assign(navigator.mediaDevices, {
        getDisplayMedia: () => Promise.reject(new DOMException('', 'NotAllowedError')),
      });
      assert.equal(await codeOf(media.toggleScreenshare(true)), 'screenshare-cancelled');
      assert.isNull(media.screen);
    });
  });

  describe('after stop()', () => {
    it('everything is released, and start() works again', async () => {
      await media.start();
      await media.toggleScreenshare(true);
      media.stop();
      assert.isEmpty(devices.live);
      for (const role of ['microphone', 'camera', 'screen'] as const) assert.isNull(media.track(role));
      assert.isNull(media.stream);
      await media.start();
      assert.lengthOf(devices.live, 2);
    });

    it('releases tracks from a prompt that is answered too late', async () => {
      let give = () => {};
      devices.answer = async constraints => {
        await new Promise<void>(resolve => (give = resolve));
        return devices.capture(constraints);
      };
      const starting = media.start();
      await until(() => devices.asked.length === 1, 'the prompt is open');
      media.stop();
      assert.equal(await codeOf(starting), 'hung-up', 'nobody waits for the answer');
      give();
      await until(() => devices.tracks.length === 2, 'the prompt is answered');
      await aTurn();
      assert.isEmpty(devices.live);
      assert.isNull(media.stream);
      assert.isEmpty(captured);
    });

    it('reports nothing for a prompt that is denied too late', async () => {
      let refuse = () => {};
      devices.answer = () =>
        new Promise((_, reject) => (refuse = () => reject(new DOMException('', 'NotAllowedError'))));
      const starting = media.start();
      await until(() => devices.asked.length === 1, 'the prompt is open');
      media.stop(new CallError('cancelled'));
      assert.equal(await codeOf(starting), 'cancelled');
      refuse();
      await aTurn();
      assert.isEmpty(errors);
      assert.lengthOf(devices.asked, 1);
    });

    it('it listens no longer', async () => {
      await media.start();
      media.stop();
      const before = changes;
      navigator.mediaDevices.dispatchEvent(new Event('devicechange'));
      for (const track of devices.tracks) devices.unplug(track);
      await aTurn();
      assert.equal(changes, before);
      assert.isEmpty(errors);
    });

    it('releases a screen that is picked too late', async () => {
      await media.start();
      const sharing = media.toggleScreenshare(true);
      media.stop();
      assert.equal(await codeOf(sharing), 'hung-up');
      await until(() => devices.tracks.length === 3, 'a screen is picked');
      await aTurn();
      assert.isEmpty(devices.live);
      assert.isNull(media.screen);
    });

    it('does not share a screen that is picked too late in the next session', async () => {
      await media.start();
      const sharing = media.toggleScreenshare(true);
      media.stop();
      assert.equal(await codeOf(sharing), 'hung-up');
      await media.start();
      await until(() => devices.tracks.length === 5, 'the screen is picked');
      await aTurn();
      assert.isNull(media.screen);
      assert.lengthOf(devices.live, 2);
    });

    it('shares no screen without a session', async () => {
      assert.equal(await codeOf(media.toggleScreenshare(true)), 'wrong-state');
      assert.isEmpty(devices.tracks);
    });

    it('releases a device that opens too late', async () => {
      await media.start();
      const choosing = media.setDevice('microphone', media.device('microphone').deviceId!);
      media.stop();
      assert.equal(await codeOf(choosing), 'hung-up');
      await until(() => devices.tracks.length === 3, 'the device is open');
      await aTurn();
      assert.isEmpty(devices.live);
    });

    it('a camera with an open prompt is released, and its promise settles', async () => {
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

  describe('a track that the system mutes', () => {
    for (const role of ['microphone', 'camera'] as const)
      it(`shows the ${role} as off and interrupted, and as on again afterwards`, async () => {
        await media.start();
        const track = media.track(role)!;
        changes = 0;
        devices.mute(track, true);
        assert.equal(changes, 1);
        assert.deepInclude(media.device(role), {isMuted: true, isInterrupted: true});
        devices.mute(track, false);
        assert.equal(changes, 2);
        assert.deepInclude(media.device(role), {isMuted: false, isInterrupted: false});
      });

    it('is switched off by the button all the same', async () => {
      await media.start();
      devices.mute(media.track('microphone')!, true);
      await media.toggleMicrophone();
      assert.deepInclude(media.device('microphone'), {isMuted: true, isInterrupted: false});
      await media.toggleMicrophone();
      assert.deepInclude(media.device('microphone'), {isMuted: true, isInterrupted: true});
    });
  });
});
