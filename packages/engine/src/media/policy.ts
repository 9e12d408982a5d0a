import {CallError} from '../errors.js';

/** Features of Permissions Policy that a call uses (https://w3c.github.io/webappsec-permissions-policy). */
type Feature = 'camera' | 'microphone' | 'display-capture';

const LIST_KINDS = {camera: 'videoinput', microphone: 'audioinput'} as const;

/** No person can have closed the browser's picker within this time, in ms: the browser has refused to open it. */
const PICKER_MS = 150;

const isInFrame = () => window.parent !== window;

/** Whether the policy of the page allows a feature; undefined where browsers don't tell (Firefox, Safari). */
function isAllowed(feature: Feature): boolean | undefined {
  const {featurePolicy} = document as {featurePolicy?: {allowsFeature(feature: string): boolean}};
  return featurePolicy?.allowsFeature(feature);
}

/** Whether the page may not use a device, whatever the visitor allows. */
export async function isForbiddenForDevice(role: 'camera' | 'microphone'): Promise<boolean> {
  const allowed = isAllowed(role);
  if (allowed !== undefined || !isInFrame()) return allowed === false;
  // Devices that a visitor has blocked are listed, without a label. Those that the policy forbids are not.
  const list = await navigator.mediaDevices.enumerateDevices().catch(() => null);
  return list !== null && !list.some(({kind}) => kind === LIST_KINDS[role]);
}

/** Whether screen capture was refused by the policy and not by the visitor, who had `elapsed` ms to do so. */
export const wasScreenForbidden = (elapsed: number): boolean =>
  isAllowed('display-capture') === false ||
  (isAllowed('display-capture') === undefined && isInFrame() && elapsed < PICKER_MS);

/** Whether sharing a screen can work: false on phones, which can't, and in frames that are known not to be allowed to. */
export const canShareScreen = (): boolean =>
  'getDisplayMedia' in (navigator.mediaDevices ?? {}) && isAllowed('display-capture') !== false;

/** The error that says what the owner of the page has to set. */
export const policyError = (cause: unknown): CallError =>
  new CallError('policy-forbidden', {
    cause,
    detail: isInFrame()
      ? 'allow="camera; microphone; display-capture; autoplay; fullscreen" on the <iframe>'
      : 'the header Permissions-Policy so that it includes camera, microphone and display-capture',
  });
