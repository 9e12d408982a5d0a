import type {ErrorCode} from '@rtc-call/engine';
import type {ByCode} from './base.js';

export type DeviceName = 'camera' | 'microphone' | 'both';

/**
 * The English error texts. They are loaded for the first error, so that a call without errors doesn't load them. Until
 * then, or if loading fails, the error's own hint is shown.
 */
export const errorStrings = {
  errors: {
    'insecure-context':
      'Camera and microphone work only on secure pages. Open this page over https, or on localhost.',
    'not-supported': 'This browser can’t do that.',
    'invalid-id': 'This is not an address that can be called.',
    'invalid-room':
      'The name of this room has characters that a room’s name can’t have, or too many of them.',
    'invalid-option': 'The call on this page is set up wrongly: one of its options is not valid.',
    'id-taken': 'Somebody else is using this address, perhaps you in another tab.',
    'id-forbidden': 'Your permission to use this call server is for another address.',
    'origin-forbidden':
      'This call server doesn’t take calls from this site. Its owner has to allow {detail} (the option “origins”).',
    'broker-refused': 'The call server refused this: {detail}',
    unauthorized: 'You need permission to use this call server.',
    'rooms-unsupported': 'This call server offers no rooms.',
    'room-full': 'The room is full. Try again when somebody has left.',
    'bad-host-key': 'This host link is incomplete. Copy the whole link.',
    'wrong-host-key': 'This host link belongs to another room.',
    'not-in-room': 'You aren’t in this room.',
    'not-a-host': 'Only a host can do that.',
    'host-not-allowed': 'Only a host of this room can do that, and not to another host.',
    'no-such-member': 'This person isn’t there any more.',
    'too-many-knocks': 'Too many people are asking to join right now. Try again later.',
    'room-forbidden': 'You don’t have access to this room. Ask the person who invited you.',
    'invalid-emoji': 'That isn’t one emoji.',
    'picture-in-picture-refused': 'Your browser doesn’t show this call in a window of its own right now.',
    'not-connected': 'Nobody else is here yet. Send it again when somebody has joined.',
    'policy-forbidden': 'This page isn’t allowed to do that. Its owner has to set {detail}.',
    'connection-failed': 'Your network or theirs doesn’t let the call through.',
    'bad-message':
      'The other side sent something that can’t be read. The two of you may have different versions.',
  } as ByCode<ErrorCode>,
  deviceErrors: {
    'insecure-context': same(
      'Camera and microphone work only on secure pages. Open this page over https, or on localhost.',
    ),
    'not-supported': same('This browser gives pages no camera or microphone. You can still join and listen.'),
    'permission-denied': {
      camera: 'Your camera is blocked for this site.',
      microphone: 'Your microphone is blocked for this site: the others won’t hear you.',
      both: 'Camera and microphone are blocked for this site.',
    },
    'permission-denied-by-system': {
      camera: 'Your system doesn’t let this browser use your camera.',
      microphone: 'Your system doesn’t let this browser use your microphone.',
      both: 'Your system doesn’t let this browser use your camera and microphone.',
    },
    'permission-dismissed': {
      camera: 'Your browser asked for your camera, and got no answer. Try again, and choose “Allow”.',
      microphone: 'Your browser asked for your microphone, and got no answer. Try again, and choose “Allow”.',
      both: 'Your browser asked for your camera and microphone, and got no answer. Try again, and choose “Allow”.',
    },
    'policy-forbidden': {
      camera: 'This page isn’t allowed to use your camera. Its owner has to set {detail}.',
      microphone: 'This page isn’t allowed to use your microphone. Its owner has to set {detail}.',
      both: 'This page isn’t allowed to use your camera and microphone. Its owner has to set {detail}.',
    },
    'device-not-found': {
      camera: 'No camera was found. You can join without one.',
      microphone: 'No microphone was found: the others won’t hear you. You can join anyway.',
      both: 'No camera and no microphone were found. You can join to watch and listen.',
    },
    'device-in-use': {
      camera: 'Another application uses your camera. Close it, then turn the camera on here.',
      microphone: 'Another application uses your microphone. Close it, then turn the microphone on here.',
      both: 'Another application uses your camera and microphone. Close it, then turn them on here.',
    },
    'device-failed': {
      camera: 'Your camera stopped working. Choose another one, or join without.',
      microphone: 'Your microphone stopped working. Choose another one.',
      both: 'Your camera and microphone stopped working. Choose others.',
    },
  } as {readonly [code in ErrorCode]?: Readonly<Record<DeviceName, string>>},
  /** Where this site can be allowed to use the devices, by browser. */
  permissionSteps: {
    chromium: 'Click the icon to the left of the page’s address, turn on what is blocked, then try again.',
    firefox:
      'Click the crossed-out icon to the left of the page’s address, remove “Blocked”, then try again.',
    safari: 'In the menu bar, open Safari › Settings for This Website, choose “Allow”, then try again.',
    ios: 'Tap the button beside the page’s address, open the website settings, choose “Allow”, then try again.',
    android:
      'Tap the icon to the left of the page’s address, then Permissions, allow what is blocked, then try again.',
  },
  /** Where the system allows a browser to use the devices. */
  systemSteps: {
    mac: 'Open System Settings › Privacy & Security › Camera, and Microphone, and turn on this browser there. It may have to be restarted.',
    windows:
      'Open Settings › Privacy & security › Camera, and Microphone, and let apps and desktop apps use them. Then try again.',
    other: 'Allow it in the privacy settings of your system, then try again.',
  },
};

export type ErrorStrings = Omit<typeof errorStrings, 'errors'>;

function same(text: string): Record<DeviceName, string> {
  return {camera: text, microphone: text, both: text};
}

const CHROMIUM = /Chrom|CriOS|Edg/;

/** The key of the steps for this browser. Brands differ in names; these are the places where the switches are. */
function browserOf({userAgent, maxTouchPoints}: Navigator) {
  // An iPad calls itself a Mac.
  const isApplePhone = /iPhone|iPad/.test(userAgent) || (/Mac/.test(userAgent) && maxTouchPoints > 1);
  if (isApplePhone) return 'ios';
  if (/Android/.test(userAgent)) return 'android';
  if (/Firefox/.test(userAgent)) return 'firefox';
  return CHROMIUM.test(userAgent) ? 'chromium' : 'safari';
}

const systemOf = ({userAgent}: Navigator) =>
  /Windows/.test(userAgent) ? 'windows' : /Mac/.test(userAgent) ? 'mac' : 'other';

/** The steps that lead to the switch that blocks a device, in this browser; empty if no switch does. */
export function permissionHelp(
  code: ErrorCode,
  {permissionSteps, systemSteps}: Partial<ErrorStrings>,
  browser = navigator,
): string {
  if (code === 'permission-denied') return permissionSteps?.[browserOf(browser)] ?? '';
  if (code === 'permission-denied-by-system') return systemSteps?.[systemOf(browser)] ?? '';
  return '';
}
