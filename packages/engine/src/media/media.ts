import {untilAborted} from '../abortable.js';
import {capture, deviceError, isLive, stopTracks, type AudioProcessing, type DeviceRole} from './capture.js';
import {CallError} from '../errors.js';
import {keepIfSame} from '../snapshot.js';
import {ScreenShare} from './screen-share.js';

/** My microphone or camera. */
export interface LocalDevice {
  /** Nothing is sent: the device is switched off, missing, interrupted, or has failed. Read from the track. */
  readonly isMuted: boolean;
  /** It is switched on, but the system or the browser mutes its track (`MediaStreamTrack.muted`). */
  readonly isInterrupted: boolean;
  /** `deviceId` of the device in use; null if there is none. */
  readonly deviceId: string | null;
  /** Why the device can't be used, if it can't. */
  readonly error: CallError | null;
}

/** The role of a track in a link. */
export type TrackRole = DeviceRole | 'screen' | 'screen-audio';

const DEVICE_KINDS = {microphone: 'audioinput', camera: 'videoinput'} as const;
const TRACK_KINDS = {microphone: 'audio', camera: 'video'} as const;

interface MediaOptions {
  /** Whether to start with the device on. */
  readonly microphone: boolean;
  readonly camera: boolean;
  readonly audioProcessing?: AudioProcessing;
}

interface MediaHandlers {
  /** A track, its mute state or the list of devices changed. */
  onChange(): void;
  onDeviceError(device: DeviceRole | 'speaker' | 'screen', error: CallError): void;
  onCaptured(role: TrackRole): void;
}

interface Device {
  track: MediaStreamTrack | null;
  deviceId: string | null;
  error: CallError | null;
  /** The newest capture of this device, while it runs. Tracks from older ones are stopped. */
  opening: Promise<void> | null;
  /** The last snapshot. */
  shown: LocalDevice | null;
}

/**
 * Captures, switches, mutes and releases my own tracks. Its state is read from the tracks themselves. A session lasts
 * from `start()` to `stop()`; tracks that a prompt returns later are stopped at once.
 */
export class Media {
  readonly #handlers: MediaHandlers;
  #options: MediaOptions;
  readonly #devices: Record<DeviceRole, Device> = {
    microphone: {track: null, deviceId: null, error: null, opening: null, shown: null},
    camera: {track: null, deviceId: null, error: null, opening: null, shown: null},
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

  /** The live track with this role; null if there is none. */
  track(role: TrackRole): MediaStreamTrack | null {
    if (role === 'microphone' || role === 'camera') return this.#devices[role].track;
    const tracks = role === 'screen' ? this.screen?.getVideoTracks() : this.screen?.getAudioTracks();
    return tracks?.[0] ?? null;
  }

  device(role: DeviceRole): LocalDevice {
    const device = this.#devices[role];
    const {track, deviceId, error} = device;
    const isOn = isSwitchedOn(track);
    const isInterrupted = isOn && track.muted;
    const next: LocalDevice = {isMuted: !isOn || track.muted, isInterrupted, deviceId, error};
    return (device.shown = keepIfSame(device.shown, next));
  }

  /** Camera and microphone for the preview; a new object whenever its tracks change. */
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

  /**
   * Sets what to start with and which devices to use, for example after a reload. Other audio processing is applied at
   * once.
   */
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
    if (options.audioProcessing) this.#recaptureMicrophone().catch(() => {}); // reported, or over
    if (microphoneId !== undefined) this.#devices.microphone.deviceId = microphoneId;
    if (cameraId !== undefined) this.#devices.camera.deviceId = cameraId;
    if (speakerId !== undefined) this.#speakerId = speakerId;
  }

  /**
   * Captures what the options ask for, once per session. If a device can't be opened, this is reported and the other one
   * is still used; a call also works with neither. Rejects only if `stop()` is called first, with its reason.
   */
  start(): Promise<void> {
    if (!this.#starting) {
      this.#starting = this.#start();
      this.#starting.catch(() => {}); // callers need not await it
    }
    return this.#starting;
  }

  async #start() {
    const {signal} = (this.#session ??= new AbortController());
    const onDeviceChange = () => void this.#refreshDevices(signal);
    navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange, {signal});
    const closed = () =>
      (['microphone', 'camera'] as const).filter(
        role => this.#options[role] && !isLive(this.#devices[role].track) && !this.#devices[role].opening,
      );
    const openClosed = async () => {
      const roles = closed();
      if (roles.length > 0) await this.#open(roles, signal);
    };
    const prepared = this.#devices.camera.opening;
    await Promise.all([prepared, openClosed()]);
    // A camera that could not be opened in advance is tried again; a failure is reported now.
    if (prepared) await openClosed();
    await this.#refreshDevices(signal);
  }

  /** Tries again, with a single prompt, to open the devices that are wanted and have failed. */
  async retry() {
    const roles = (['microphone', 'camera'] as const).filter(role => this.#devices[role].error !== null);
    for (const role of roles) this.#options = {...this.#options, [role]: true};
    if (!this.#starting || !this.#session || roles.length === 0) return;
    const {signal} = this.#session;
    await this.#open(roles, signal);
    await this.#refreshDevices(signal);
  }

  /** Opens the camera, if it is wanted, before `start()`, which then uses it. A failure is left to `start()` to report. */
  async prepareCamera() {
    const {camera} = this.#devices;
    if (this.#starting || !this.#options.camera || isLive(camera.track) || camera.opening) return;
    const {signal} = (this.#session ??= new AbortController());
    await this.#request(['camera'], signal, this.#capture(['camera']), () => {});
  }

  /** Closes a camera that was opened in advance, unless `start()` uses it by now. */
  releasePreparedCamera() {
    if (!this.#starting) this.stop();
  }

  /** Switches the microphone to `on`, or toggles it. Takes no time, since the device stays open. */
  async toggleMicrophone(on = !isSwitchedOn(this.#devices.microphone.track)) {
    const {track} = this.#devices.microphone;
    this.#options = {...this.#options, microphone: on};
    if (isLive(track)) {
      track.enabled = on;
      this.#handlers.onChange();
    } else if (on) await this.#reopen('microphone');
  }

  /** Switches the camera to `on`, or toggles it. Off closes the device, so that its light goes out. */
  async toggleCamera(on = !isSwitchedOn(this.#devices.camera.track)) {
    this.#options = {...this.#options, camera: on};
    if (on && !isLive(this.#devices.camera.track)) await this.#reopen('camera');
    else if (!on) this.#set('camera', null);
  }

  /**
   * Switches to another device; the last choice wins. If it can't be opened, the current one stays in use and the
   * promise rejects.
   */
  async setDevice(role: DeviceRole, deviceId: string) {
    const device = this.#devices[role];
    if (!this.#session || (role === 'camera' && !isLive(device.track) && !device.opening)) {
      device.deviceId = deviceId; // used the next time it is switched on
      this.#handlers.onChange();
      return;
    }
    await this.#replace(role, deviceId, this.#session.signal);
  }

  /** Not every browser can change the processing of an open microphone, so it is captured again. */
  async #recaptureMicrophone() {
    const {microphone} = this.#devices;
    const signal = this.#session?.signal;
    // A prompt that is open asks for the processing of before.
    await microphone.opening;
    if (!signal || signal.aborted || !isLive(microphone.track)) return;
    const {deviceId} = microphone.track.getSettings();
    await this.#replace('microphone', deviceId, signal);
  }

  /** Opens a device, by default the preferred one, in place of the current one. */
  async #replace(role: DeviceRole, deviceId: string | undefined, signal: AbortSignal) {
    const device = this.#devices[role];
    let failure: CallError | undefined;
    await this.#request([role], signal, this.#captureInstead(role, deviceId), (error, [newest]) => {
      if (newest) failure = error;
    });
    if (!failure) return;
    this.#handlers.onDeviceError(role, failure);
    if (!isLive(device.track)) await this.#open([role], signal); // the previous device
    throw failure;
  }

  /** Opens another device while the current one is still open, so that there is no gap. Phones open only one at a time. */
  async #captureInstead(role: DeviceRole, deviceId: string | undefined): Promise<MediaStream> {
    const {track} = this.#devices[role];
    try {
      return await this.#capture([role], deviceId);
    } catch (cause) {
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

  /** Starts or stops sharing a screen, with audio if the browser captures it. Needs a session. */
  async toggleScreenshare(on = !this.screen) {
    if (!on) return this.#screenShare.stop();
    if (!this.#session) throw new CallError('wrong-state', {detail: 'a screen can be shared only in a call'});
    await this.#screenShare.start();
  }

  /** Stops sharing. If the picker is still open, `start()` rejects with `reason`. */
  stopScreenshare(reason?: CallError) {
    this.#screenShare.stop(reason);
  }

  /** Releases every device. Promises that wait for a prompt reject with `reason`. */
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

  /** Captures from the given device, or from the preferred ones. */
  #capture(roles: readonly DeviceRole[], deviceId?: string): Promise<MediaStream> {
    const {microphone, camera} = this.#devices;
    const preferred = {microphone: microphone.deviceId, camera: camera.deviceId};
    return capture({roles, deviceId, preferred, audioProcessing: this.#options.audioProcessing});
  }

  /**
   * Waits for a capture and uses its tracks for each device that has not been requested again in the meantime. Passes a
   * failure and those devices to `onFailure`. Rejects only with the reason given to `stop()`.
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

  /** Opens devices with a single prompt; if that fails, each with its own. Reports the devices that can't be opened. */
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
      // Switched off while the prompt was open: a microphone stays open and muted, but a camera would show its light.
      if (!role || (role === 'camera' && !this.#options.camera)) {
        track.stop();
        continue;
      }
      if (role === 'microphone') track.enabled = this.#options.microphone;
      else track.contentHint = 'motion';
      // 'ended' fires only if the device stops by itself, not for our own stop().
      track.addEventListener('ended', () => void this.#lose(role, track, signal), {signal});
      for (const type of ['mute', 'unmute'] as const)
        track.addEventListener(type, () => this.#handlers.onChange(), {signal});
      this.#set(role, track);
      this.#handlers.onCaptured(role);
    }
  }

  async #reopen(role: DeviceRole) {
    // Before the start, only the option is remembered.
    if (!this.#starting || !this.#session) return this.#handlers.onChange();
    const {signal} = this.#session;
    // Use the prompt that is already open.
    await (this.#devices[role].opening ?? this.#open([role], signal));
    await this.#refreshDevices(signal); // the first permission reveals the labels
  }

  /** Handles a device that was unplugged or taken away: reports it and switches to another one if possible. */
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
    this.#list = list.filter(({deviceId}) => deviceId !== ''); // ids are empty before the first permission
    this.#handlers.onChange();
  }
}

const isSwitchedOn = (track: MediaStreamTrack | null): track is MediaStreamTrack =>
  isLive(track) && track.enabled;
