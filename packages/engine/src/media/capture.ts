import {CallError, toCallError} from '../errors.js';
import {isForbiddenForDevice, policyError} from './policy.js';

export type DeviceRole = 'microphone' | 'camera';

/** Processing of the microphone's audio, as in `MediaTrackConstraints`. */
export interface AudioProcessing {
  readonly echoCancellation?: boolean;
  readonly noiseSuppression?: boolean;
  readonly autoGainControl?: boolean;
}

interface CaptureRequest {
  readonly roles: readonly DeviceRole[];
  /** The required device; null for any. If left out: the preferred one, or any if that one is missing. */
  readonly deviceId?: string | null;
  readonly preferred: Readonly<Record<DeviceRole, string | null>>;
  readonly audioProcessing: AudioProcessing | undefined;
}

/** Opens devices with a single permission prompt. Rejects with a CallError. */
export async function capture(request: CaptureRequest): Promise<MediaStream> {
  const {roles, deviceId, preferred, audioProcessing} = request;
  if (!navigator.mediaDevices) throw new CallError(isSecureContext ? 'not-supported' : 'insecure-context');
  const constraints: MediaStreamConstraints = {};
  for (const role of roles) {
    const exact = deviceId === undefined ? preferred[role] : deviceId;
    const device = exact && {deviceId: {exact}};
    if (role === 'microphone') constraints.audio = {...audioProcessing, ...device};
    else constraints.video = {width: {ideal: 1280}, height: {ideal: 720}, frameRate: {ideal: 30}, ...device};
  }
  try {
    const stream = await navigator.mediaDevices.getUserMedia(constraints);
    // Chromium leaves out what the policy forbids, unless nothing would be left.
    if (stream.getTracks().length >= roles.length) return stream;
    stopTracks(stream);
    throw new DOMException('A track is missing', 'NotAllowedError');
  } catch (cause) {
    const error = await explained(deviceError(cause), roles);
    // A chosen device is required; a remembered one is only preferred. Not every browser honors `ideal`.
    if (deviceId !== undefined || error.code !== 'device-not-found') throw error;
    return capture({...request, deviceId: null});
  }
}

/** Whether the camera would open without a prompt, and the page is visible, so that nobody is surprised by its light. */
export async function mayOpenQuietly(): Promise<boolean> {
  if (document.visibilityState !== 'visible') return false;
  return (await permissionOf('camera')) === 'granted' && document.visibilityState === 'visible';
}

/** Whether this site may use a device; undefined if this browser doesn't tell. */
async function permissionOf(name: DeviceRole): Promise<PermissionState | undefined> {
  try {
    return (await navigator.permissions.query({name})).state;
  } catch {
    return undefined;
  }
}

/**
 * Replaces `permission-denied` if nobody has blocked this site: the page's policy denies, about which a visitor can do
 * nothing; or the system does; or the visitor has closed the prompt without an answer, and will be asked again.
 */
async function explained(error: CallError, roles: readonly DeviceRole[]): Promise<CallError> {
  if (error.code !== 'permission-denied') return error;
  const {cause} = error;
  for (const role of roles) if (await isForbiddenForDevice(role)) return policyError(cause);
  // Only Chromium tells, and only in its text.
  if (cause instanceof DOMException && / by system/i.test(cause.message))
    return new CallError('permission-denied-by-system', {cause});
  const states = await Promise.all(roles.map(permissionOf));
  return states.includes('prompt') && !states.includes('denied')
    ? new CallError('permission-dismissed', {cause})
    : error;
}

/** The CallError for a failure of getUserMedia or getDisplayMedia (Media Capture and Streams §9.2.1). */
export function deviceError(cause: unknown): CallError {
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

export const isLive = (track: MediaStreamTrack | null): track is MediaStreamTrack =>
  track?.readyState === 'live';

export function stopTracks(stream: MediaStream | null) {
  for (const track of stream?.getTracks() ?? []) track.stop();
}
