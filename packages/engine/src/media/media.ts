import {untilAborted} from '../abortable.js';
import {capture, deviceError, isLive, stopTracks, type AudioProcessing, type DeviceRole} from './capture.js';
import {CallError} from '../errors.js';
import {ScreenShare} from './screen-share.js';

/** One of my devices. */
export interface LocalDevice {
  /** No sound or picture leaves: switched off, never there, or failed. Read from the track. */
  readonly isMuted: boolean;
  /** `deviceId` of the device in use; null where there is none. */
  readonly deviceId: string | null;
  /** Why the device can't be used, if it can't. */
  readonly error: CallError | null;
}

/** What a link sends, by the part that it plays. */
export type TrackRole = DeviceRole | 'screen' | 'screen-audio';

const DEVICE_KINDS = {microphone: 'audioinput', camera: 'videoinput'} as const;
const TRACK_KINDS = {microphone: 'audio', camera: 'video'} as const;

interface MediaOptions {
  /** Which devices to start with. */
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly audioProcessing?: AudioProcessing;
}

interface MediaHandlers {
  /** A track, a mute or the list of devices changed: ask again. */
  onChange(): void;
  onDeviceError(device: DeviceRole | 'speaker' | 'screen', error: CallError): void;
  onCaptured(role: TrackRole): void;
}

interface Device {
  track: MediaStreamTrack | null;
  deviceId: string | null;
  error: CallError | null;
  /** The newest capture of this device, while it runs. What an older one brings is released. */
  opening: Promise<void> | null;
}

/**
 * My own tracks: captures, switches, mutes and releases them. What it says is read from the tracks themselves. A
 * session lasts from `start()` to `stop()`; what a prompt gives after that is released at once.
 */
export class Media {
  readonly #handlers: MediaHandlers;
  #options: MediaOptions;
  readonly #devices: Record<DeviceRole, Device> = {
    microphone: {track: null, deviceId: null, error: null, opening: null},
    camera: {track: null, deviceId: null, error: null, opening: null},
  };
  readonly #screenShare: ScreenShare;
  #preview: MediaStream | null = null;
  #list: readonly MediaDeviceInfo[] = [];
  #speakerId: string | null = null;
  #starting: Promise<void> | null = null;
  /** Aborted by `stop()`, with its reason. */
  #session: AbortController | null = null;

  constructor(options: MediaOptions, handlers: MediaHandlers) {
    this.#options = options;
    this.#handlers = handlers;
    this.#screenShare = new ScreenShare({
      onChange: () => handlers.onChange(),
      onCaptured: () => handlers.onCaptured('screen'),
    });
  }

  /** The track in this part, live; null when there is none to send. */
  track(role: TrackRole): MediaStreamTrack | null {
    if (role === 'microphone' || role === 'camera') return this.#devices[role].track;
    const tracks = role === 'screen' ? this.screen?.getVideoTracks() : this.screen?.getAudioTracks();
    return tracks?.[0] ?? null;
  }

  device(role: DeviceRole): LocalDevice {
    const {track, deviceId, error} = this.#devices[role];
    return {isMuted: !isSending(track), deviceId, error};
  }

  /** Camera and microphone for the preview; a new object on each change of its tracks. */
  get stream(): MediaStream | null {
    return this.#preview;
  }

  get screen(): MediaStream | null {
    return this.#screenShare.stream;
  }

  get devices(): readonly MediaDeviceInfo[] {
    return this.#list;
  }

  get speakerId(): string | null {
    return this.#speakerId;
  }

  /** What to start with, and with which devices: for a reload that comes back to them. */
  configure(
    options: Partial<MediaOptions> & {
      readonly microphoneId?: string | null;
      readonly cameraId?: string | null;
      readonly speakerId?: string | null;
    },
  ) {
    const {microphoneId, cameraId, speakerId, ...rest} = options;
    const given = Object.entries(rest).filter(([, value]) => value !== undefined);
    this.#options = {...this.#options, ...Object.fromEntries(given)};
    if (microphoneId !== undefined) this.#devices.microphone.deviceId = microphoneId;
    if (cameraId !== undefined) this.#devices.camera.deviceId = cameraId;
    if (speakerId !== undefined) this.#speakerId = speakerId;
  }

  /**
   * Captures what the options ask for, once in a session. A device that can't be had is reported, the other one is
   * still taken, and one may join with neither. Rejects only with the reason of `stop()`, when that comes first.
   */
  start(): Promise<void> {
    if (!this.#starting) {
      this.#starting = this.#start();
      this.#starting.catch(() => {}); // nobody has to wait for it
    }
    return this.#starting;
  }

  async #start() {
    const {signal} = (this.#session = new AbortController());
    const wanted = (['microphone', 'camera'] as const).filter(role => this.#options[role]);
    const onDeviceChange = () => void this.#refreshDevices(signal);
    navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange, {signal});
    if (wanted.length > 0) await this.#open(wanted, signal);
    await this.#refreshDevices(signal);
  }

  /** Switches the microphone; `on` left out: the other way than it is. Instant, since the device stays open. */
  async toggleMicrophone(on = !isSending(this.#devices.microphone.track)) {
    const {track} = this.#devices.microphone;
    this.#options = {...this.#options, microphone: on};
    if (isLive(track)) {
      track.enabled = on;
      this.#handlers.onChange();
    } else if (on) await this.#reopen('microphone');
  }

  /** Switches the camera. Off stops it, so that its light goes out. */
  async toggleCamera(on = !isSending(this.#devices.camera.track)) {
    this.#options = {...this.#options, camera: on};
    if (on && !isLive(this.#devices.camera.track)) await this.#reopen('camera');
    else if (!on) this.#set('camera', null);
  }

  /**
   * Uses another device; of several choices the last one counts. If it can't be had, the present one stays, and the
   * promise rejects.
   */
  async setDevice(role: DeviceRole, deviceId: string) {
    const device = this.#devices[role];
    if (!this.#session || (role === 'camera' && !isLive(device.track) && !device.opening)) {
      device.deviceId = deviceId; // it is off: the next start takes it
      this.#handlers.onChange();
      return;
    }
    const {signal} = this.#session;
    let failure: CallError | undefined;
    await this.#request([role], signal, this.#captureInstead(role, deviceId), (error, [newest]) => {
      if (newest) failure = error;
    });
    if (!failure) return;
    this.#handlers.onDeviceError(role, failure);
    if (!isLive(device.track)) await this.#open([role], signal); // the one of before
    throw failure;
  }

  /** Opens another device beside the present one, so that there is no gap; phones open only one at a time. */
  async #captureInstead(role: DeviceRole, deviceId: string): Promise<MediaStream> {
    try {
      return await this.#capture([role], deviceId);
    } catch (cause) {
      const {track} = this.#devices[role];
      if (deviceError(cause).code !== 'device-in-use' || !isLive(track)) throw cause;
      track.stop();
      return this.#capture([role], deviceId);
    }
  }

  async setSpeaker(deviceId: string) {
    if (!('setSinkId' in HTMLMediaElement.prototype))
      throw new CallError('not-supported', {detail: 'setSinkId'});
    this.#speakerId = deviceId;
    this.#handlers.onChange();
  }

  /** Shares a screen, with its sound where the browser gives it; off ends it. Needs a session. */
  async toggleScreenshare(on = !this.screen) {
    if (!on) return this.#screenShare.stop();
    if (!this.#session) throw new CallError('wrong-state', {detail: 'there is no call to share a screen in'});
    await this.#screenShare.start();
  }

  /** Ends the share, and the wait for a choice with `reason`. */
  stopScreenshare(reason: CallError) {
    this.#screenShare.stop(reason);
  }

  /** Releases every device; who waits for a prompt is told `reason`. */
  stop(reason = new CallError('hung-up')) {
    const session = this.#session;
    this.#session = null;
    this.#starting = null;
    for (const device of Object.values(this.#devices)) {
      device.track?.stop();
      device.track = device.error = device.opening = null;
    }
    this.#preview = null;
    session?.abort(reason);
    this.#screenShare.stop(reason);
  }

  /** From the device that is named, or without a name from those of before. */
  #capture(roles: readonly DeviceRole[], deviceId?: string): Promise<MediaStream> {
    const {microphone, camera} = this.#devices;
    const preferred = {microphone: microphone.deviceId, camera: camera.deviceId};
    return capture({roles, deviceId, preferred, audioProcessing: this.#options.audioProcessing});
  }

  /**
   * Waits for a capture and takes what it brings for each device for which nothing newer was requested meanwhile. A
   * failure goes to `onFailure`, with those devices. Rejects only with the reason of `stop()`.
   */
  async #request(
    roles: readonly DeviceRole[],
    signal: AbortSignal,
    capturing: Promise<MediaStream>,
    onFailure: (error: CallError, newest: readonly DeviceRole[]) => unknown,
  ) {
    const newest = () => roles.filter(role => this.#devices[role].opening === opening);
    const run = async () => {
      try {
        const stream = await untilAborted(capturing, signal, stopTracks);
        this.#take(newest(), stream, signal);
      } catch (error) {
        if (signal.aborted) throw signal.reason;
        await onFailure(deviceError(error), newest());
      } finally {
        for (const role of newest()) this.#devices[role].opening = null;
      }
    };
    const opening: Promise<void> = run();
    for (const role of roles) this.#devices[role].opening = opening;
    await opening;
  }

  /** Opens devices, first with one question for all. Reports what can't be had. */
  #open(roles: readonly DeviceRole[], signal: AbortSignal): Promise<void> {
    return this.#request(roles, signal, this.#capture(roles), (error, newest) => {
      if (roles.length > 1) return Promise.all(newest.map(role => this.#open([role], signal)));
      for (const role of newest) this.#fail(role, error);
      return;
    });
  }

  #take(roles: readonly DeviceRole[], stream: MediaStream, signal: AbortSignal) {
    for (const track of stream.getTracks()) {
      const role = roles.find(role => TRACK_KINDS[role] === track.kind);
      // Switched off while the prompt was open: a microphone stays open and silent, a camera would show its light.
      if (!role || (role === 'camera' && !this.#options.camera)) {
        track.stop();
        continue;
      }
      if (role === 'microphone') track.enabled = this.#options.microphone;
      else track.contentHint = 'motion';
      // 'ended' comes only when the device stops by itself, never by our stop().
      track.addEventListener('ended', () => void this.#lose(role, track, signal), {signal});
      this.#set(role, track);
      this.#handlers.onCaptured(role);
    }
  }

  async #reopen(role: DeviceRole) {
    // Before the call has captured anything, the wish alone is kept.
    if (!this.#session) return this.#handlers.onChange();
    const {signal} = this.#session;
    // A prompt that is open already is the one to answer.
    await (this.#devices[role].opening ?? this.#open([role], signal));
    await this.#refreshDevices(signal); // the first permission reveals the labels
  }

  /** The device was unplugged, or taken away: says so, and goes on with another one if there is one. */
  async #lose(role: DeviceRole, track: MediaStreamTrack, signal: AbortSignal) {
    const device = this.#devices[role];
    if (device.track !== track) return;
    device.deviceId = null;
    this.#set(role, null);
    this.#fail(role, new CallError('device-failed', {detail: track.label}));
    await this.#refreshDevices(signal);
    const isWanted = this.#options[role] && !device.track && !device.opening && !signal.aborted;
    if (isWanted && this.#list.some(({kind}) => kind === DEVICE_KINDS[role]))
      await this.#open([role], signal).catch(() => {});
  }

  #fail(role: DeviceRole, error: CallError) {
    this.#devices[role].error = error;
    this.#handlers.onDeviceError(role, error);
    this.#handlers.onChange();
  }

  #set(role: DeviceRole, track: MediaStreamTrack | null) {
    const device = this.#devices[role];
    device.track?.stop();
    device.track = track;
    if (track) {
      device.error = null;
      device.deviceId = track.getSettings().deviceId ?? device.deviceId;
    }
    const tracks = [this.#devices.camera.track, this.#devices.microphone.track].filter(t => t !== null);
    this.#preview = tracks.length > 0 ? new MediaStream(tracks) : null;
    this.#handlers.onChange();
  }

  async #refreshDevices(signal: AbortSignal) {
    const list = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    if (signal.aborted) return;
    this.#list = list.filter(({deviceId}) => deviceId !== ''); // unnamed before the first permission
    this.#handlers.onChange();
  }
}

const isSending = (track: MediaStreamTrack | null) => isLive(track) && track.enabled;
