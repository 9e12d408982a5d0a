import {CallError, toCallError} from './errors.js';
import type {LocalDevice} from './participant.js';

/** What a link sends, by the part that it plays. */
export type TrackRole = 'microphone' | 'camera' | 'screen' | 'screen-audio';
type DeviceRole = 'microphone' | 'camera';

const DEVICE_KINDS = {microphone: 'audioinput', camera: 'videoinput'} as const;
const TRACK_KINDS = {microphone: 'audio', camera: 'video'} as const;

/** Processing of the microphone's sound, as in `MediaTrackConstraints`. */
export interface AudioProcessing {
  readonly echoCancellation?: boolean;
  readonly noiseSuppression?: boolean;
  readonly autoGainControl?: boolean;
}

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
}

/** My own tracks: captures, switches, mutes and releases them. What it says is read from the tracks themselves. */
export class Media {
  readonly #handlers: MediaHandlers;
  #options: MediaOptions;
  readonly #devices: Record<DeviceRole, Device> = {
    microphone: {track: null, deviceId: null, error: null},
    camera: {track: null, deviceId: null, error: null},
  };
  #screen: MediaStream | null = null;
  #preview: MediaStream | null = null;
  #list: readonly MediaDeviceInfo[] = [];
  #speakerId: string | null = null;
  #starting: Promise<void> | null = null;
  /** Aborted by `stop()`: what a prompt gives after that is released at once. */
  #session: AbortController | null = null;

  constructor(options: MediaOptions, handlers: MediaHandlers) {
    this.#options = options;
    this.#handlers = handlers;
  }

  /** The track in this part, live; null when there is none to send. */
  track(role: TrackRole): MediaStreamTrack | null {
    if (role === 'microphone' || role === 'camera') return this.#devices[role].track;
    const tracks = role === 'screen' ? this.#screen?.getVideoTracks() : this.#screen?.getAudioTracks();
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
    return this.#screen;
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
   * Captures what the options ask for. Never rejects: a device that can't be had is reported, the other one is
   * still taken, and one may join with neither.
   */
  start(): Promise<void> {
    this.#starting ??= this.#start();
    return this.#starting;
  }

  async #start() {
    const session = (this.#session = new AbortController());
    const wanted = (['microphone', 'camera'] as const).filter(role => this.#options[role]);
    const onDeviceChange = () => void this.#refreshDevices();
    navigator.mediaDevices?.addEventListener('devicechange', onDeviceChange, {signal: session.signal});
    try {
      // Both at once: browsers then ask once.
      if (wanted.length > 0) this.#take(wanted, await this.#capture(wanted), session.signal);
    } catch (error) {
      if (session.signal.aborted) return;
      if (wanted.length === 1) this.#fail(wanted[0]!, deviceError(error));
      else await Promise.all(wanted.map(role => this.#open(role, session.signal)));
    }
    await this.#refreshDevices();
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

  /** Uses another device. If it can't be had, the present one stays, and the promise rejects. */
  async setDevice(role: DeviceRole, deviceId: string) {
    const device = this.#devices[role];
    if (!this.#session || (role === 'camera' && !isLive(device.track))) {
      device.deviceId = deviceId; // it is off: the next start takes it
      this.#handlers.onChange();
      return;
    }
    const {signal} = this.#session;
    try {
      this.#take([role], await this.#captureInstead(role, deviceId), signal);
    } catch (cause) {
      const error = deviceError(cause);
      this.#handlers.onDeviceError(role, error);
      if (!isLive(this.#devices[role].track)) await this.#open(role, signal); // the one of before
      throw error;
    }
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

  /** Shares a screen, with its sound where the browser gives it; off ends it. */
  async toggleScreenshare(on = !this.#screen) {
    if (!on) return this.#setScreen(null);
    if (this.#screen) return;
    if (!navigator.mediaDevices?.getDisplayMedia)
      throw new CallError('not-supported', {detail: 'getDisplayMedia'});
    let stream: MediaStream;
    try {
      stream = await navigator.mediaDevices.getDisplayMedia({video: {frameRate: {max: 30}}, audio: true});
    } catch (cause) {
      const isRefused = cause instanceof DOMException && cause.name === 'NotAllowedError';
      throw isRefused ? new CallError('screenshare-cancelled', {cause}) : deviceError(cause);
    }
    const [video] = stream.getVideoTracks();
    if (!this.#session || !video) return stopTracks(stream);
    video.contentHint = 'detail';
    video.addEventListener('ended', () => this.#screen === stream && this.#setScreen(null), {
      signal: this.#session.signal,
    });
    this.#setScreen(stream);
    this.#handlers.onCaptured('screen');
  }

  /** Releases every device. */
  stop() {
    this.#session?.abort();
    this.#session = null;
    this.#starting = null;
    for (const device of Object.values(this.#devices)) {
      stopTrack(device.track);
      device.track = device.error = null;
    }
    stopTracks(this.#screen);
    this.#screen = this.#preview = null;
  }

  /** From the device that is named, or without a name from those of before; null for any. */
  async #capture(roles: readonly DeviceRole[], deviceId?: string | null): Promise<MediaStream> {
    if (!navigator.mediaDevices) throw new CallError(isSecureContext ? 'not-supported' : 'insecure-context');
    const constraints: MediaStreamConstraints = {};
    for (const role of roles) {
      const exact = deviceId === undefined ? this.#devices[role].deviceId : deviceId;
      const device = exact && {deviceId: {exact}};
      if (role === 'microphone') constraints.audio = {...this.#options.audioProcessing, ...device};
      else
        constraints.video = {width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 30}, ...device};
    }
    try {
      return await navigator.mediaDevices.getUserMedia(constraints);
    } catch (cause) {
      // A chosen device is an order, a remembered one a wish; not every browser grants what is only a wish (`ideal`).
      if (deviceId !== undefined || deviceError(cause).code !== 'device-not-found') throw cause;
      return this.#capture(roles, null);
    }
  }

  #take(roles: readonly DeviceRole[], stream: MediaStream, signal: AbortSignal) {
    if (signal.aborted) return stopTracks(stream);
    for (const role of roles) {
      const track = stream.getTracks().find(({kind}) => kind === TRACK_KINDS[role]) ?? null;
      if (!track || !this.#options[role]) {
        if (role === 'camera' || !track) {
          stopTrack(track); // switched off while the prompt was open
          continue;
        }
        track.enabled = false;
      }
      if (role === 'camera') track.contentHint = 'motion';
      // 'ended' comes only when the device stops by itself, never by our stop().
      track.addEventListener('ended', () => void this.#lose(role, track), {signal});
      this.#set(role, track);
      this.#handlers.onCaptured(role);
    }
  }

  async #open(role: DeviceRole, signal: AbortSignal) {
    try {
      this.#take([role], await this.#capture([role]), signal);
    } catch (error) {
      if (!signal.aborted) this.#fail(role, deviceError(error));
    }
  }

  async #reopen(role: DeviceRole) {
    // Before the call has captured anything, the wish alone is kept.
    if (!this.#session) return this.#handlers.onChange();
    await this.#open(role, this.#session.signal);
    await this.#refreshDevices(); // the first permission reveals the labels
  }

  /** The device was unplugged, or taken away: says so, and goes on with another one if there is one. */
  async #lose(role: DeviceRole, track: MediaStreamTrack) {
    const device = this.#devices[role];
    if (device.track !== track || !this.#session) return;
    const {signal} = this.#session;
    device.deviceId = null;
    this.#set(role, null);
    this.#fail(role, new CallError('device-failed', {detail: track.label}));
    await this.#refreshDevices();
    if (this.#options[role] && this.#list.some(({kind}) => kind === DEVICE_KINDS[role]))
      await this.#open(role, signal);
  }

  #fail(role: DeviceRole, error: CallError) {
    this.#devices[role].error = error;
    this.#handlers.onDeviceError(role, error);
    this.#handlers.onChange();
  }

  #set(role: DeviceRole, track: MediaStreamTrack | null) {
    const device = this.#devices[role];
    stopTrack(device.track);
    device.track = track;
    if (track) {
      device.error = null;
      device.deviceId = track.getSettings().deviceId ?? device.deviceId;
    }
    const tracks = [this.#devices.camera.track, this.#devices.microphone.track].filter(t => t !== null);
    this.#preview = tracks.length > 0 ? new MediaStream(tracks) : null;
    this.#handlers.onChange();
  }

  #setScreen(stream: MediaStream | null) {
    stopTracks(this.#screen);
    this.#screen = stream;
    this.#handlers.onChange();
  }

  async #refreshDevices() {
    const list = (await navigator.mediaDevices?.enumerateDevices()) ?? [];
    if (!this.#session) return;
    this.#list = list.filter(({deviceId}) => deviceId !== ''); // unnamed before the first permission
    this.#handlers.onChange();
  }
}

const isLive = (track: MediaStreamTrack | null): track is MediaStreamTrack => track?.readyState === 'live';
const isSending = (track: MediaStreamTrack | null) => isLive(track) && track.enabled;
const stopTrack = (track: MediaStreamTrack | null) => track?.stop();
const stopTracks = (stream: MediaStream | null) => stream?.getTracks().forEach(track => track.stop());

/** getUserMedia's failures (Media Capture and Streams §9.2.1), in our words. */
function deviceError(cause: unknown): CallError {
  const name = cause instanceof DOMException || cause instanceof Error ? cause.name : '';
  switch (name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return new CallError('permission-denied', {cause});
    case 'NotFoundError':
    case 'OverconstrainedError':
      return new CallError('device-not-found', {cause});
    case 'NotReadableError':
    case 'AbortError':
      return new CallError('device-in-use', {cause});
    default:
      return toCallError(cause, 'device-failed');
  }
}
