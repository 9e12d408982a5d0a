import type {CallError, EndReason, ErrorCode} from '@rtc-call/engine';

export type DeviceName = 'camera' | 'microphone' | 'both';

/** All texts of the element in one language. */
export interface Strings {
  readonly me: string;
  readonly guest: string;
  /** A caller without a name. */
  readonly someone: string;
  readonly callRegion: string;

  readonly lobbyTitle: (room: string) => string;
  readonly yourName: string;
  readonly namePlaceholder: string;
  readonly join: string;
  readonly joining: string;
  readonly tryAgain: string;
  readonly preview: string;
  readonly previewStarting: string;
  readonly previewCameraOff: string;
  readonly previewNoCamera: string;
  readonly previewInterrupted: string;

  readonly startTitle: (name: string) => string;
  readonly reachableTitle: string;
  readonly unreachableTitle: string;
  readonly reachableAs: (id: string) => string;
  readonly notReachable: string;
  readonly idleTitle: string;
  readonly callButton: string;
  readonly calling: (name: string) => string;
  readonly callingHint: string;
  readonly isCalling: (name: string) => string;
  /** Under the name of a caller that no token vouches for. */
  readonly nameUnverified: string;
  readonly showVideo: string;
  /** My video is shown to the person whom I call. */
  readonly theySeeYou: (name: string) => string;
  readonly accept: string;
  readonly acceptWithoutCamera: string;
  readonly decline: string;
  readonly cancel: string;

  readonly waitingTitle: string;
  readonly waitingHint: string;
  readonly inviteLink: string;
  readonly copyLink: string;
  readonly linkCopied: string;

  readonly connecting: string;
  readonly reconnecting: string;
  readonly muted: string;
  /** My track is muted by the system or the browser. */
  readonly interrupted: Readonly<Record<DeviceName, string>>;
  readonly poorConnection: string;
  readonly videoPaused: string;
  readonly screenOf: (name: string) => string;
  readonly sharingScreen: string;
  readonly participants: (count: number) => string;
  readonly turnSoundOn: string;

  readonly controls: string;
  readonly microphoneOn: string;
  readonly microphoneOff: string;
  readonly microphoneNone: string;
  readonly microphoneInterrupted: string;
  readonly cameraOn: string;
  readonly cameraOff: string;
  readonly cameraNone: string;
  readonly cameraInterrupted: string;
  readonly screenshareStart: string;
  readonly screenshareStop: string;
  readonly fullscreenStart: string;
  readonly fullscreenStop: string;
  readonly chat: string;
  readonly chatUnread: (count: number) => string;
  readonly settings: string;
  readonly leave: string;
  readonly hangUp: string;
  readonly close: string;

  readonly chatEmpty: string;
  /** While nobody else is there to get a message. */
  readonly chatAlone: string;
  readonly chatPlaceholder: string;
  readonly send: string;
  readonly newMessage: (name: string) => string;

  readonly camera: string;
  readonly microphone: string;
  readonly speaker: string;
  readonly systemDefault: string;
  readonly noDevice: string;

  readonly endTitles: Readonly<Record<EndReason | 'left', string>>;
  /** Titles that differ for the callee. */
  readonly endTitlesRung: {readonly [reason in EndReason]?: string};
  readonly endHints: {readonly [reason in EndReason]?: string};
  /** Titles of a call that an error has ended or prevented. */
  readonly failureTitles: {readonly [code in ErrorCode]?: string};
  readonly rejoin: string;
  readonly callAgain: string;
  readonly callBack: string;

  readonly joined: (name: string) => string;
  readonly left: (name: string) => string;
  readonly connected: string;

  /** Texts for visitors that replace the error's own hint; `{detail}` stands for the error's detail. */
  readonly errors: {readonly [code in ErrorCode]?: string};
  readonly deviceErrors: {readonly [code in ErrorCode]?: Readonly<Record<DeviceName, string>>};
}

/** English, the fallback for every other language. */
export const en: Strings = {
  me: 'You',
  guest: 'Guest',
  someone: 'Someone',
  callRegion: 'Video call',

  lobbyTitle: room => `Join “${room}”`,
  yourName: 'Your name',
  namePlaceholder: 'Visible to everyone in the call',
  join: 'Join the call',
  joining: 'Joining…',
  tryAgain: 'Try again',
  preview: 'Preview of your video',
  previewStarting: 'Starting your camera…',
  previewCameraOff: 'Your camera is off',
  previewNoCamera: 'No camera',
  previewInterrupted: 'Your camera is paused',

  startTitle: name => `Call ${name}`,
  reachableTitle: 'Ready for calls',
  unreachableTitle: 'You can’t receive calls',
  reachableAs: id => `Others can reach you as “${id}”.`,
  notReachable: 'Getting ready for calls…',
  idleTitle: 'No call yet',
  callButton: 'Call',
  calling: name => `Calling ${name}…`,
  callingHint: 'Rings for up to 30 seconds.',
  isCalling: name => `${name} is calling`,
  nameUnverified: 'This name isn’t verified.',
  showVideo: 'Show video',
  theySeeYou: name => `${name} can see you`,
  accept: 'Accept',
  acceptWithoutCamera: 'Accept without camera',
  decline: 'Decline',
  cancel: 'Cancel',

  waitingTitle: 'You’re the only one here',
  waitingHint: 'Share this link to invite people.',
  inviteLink: 'Link to this call',
  copyLink: 'Copy link',
  linkCopied: 'Link copied',

  connecting: 'Connecting…',
  reconnecting: 'Reconnecting…',
  muted: 'Microphone off',
  interrupted: {
    camera: 'Your system or browser has paused your camera.',
    microphone: 'Your system or browser has muted your microphone: the others can’t hear you.',
    both: 'Your system or browser has paused your camera and microphone.',
  },
  poorConnection: 'Poor connection',
  videoPaused: 'Weak connection: audio only',
  screenOf: name => `${name}’s screen`,
  sharingScreen: 'You’re sharing your screen',
  participants: count => (count === 1 ? '1 person in the call' : `${count} people in the call`),
  turnSoundOn: 'Turn on audio',

  controls: 'Call controls',
  microphoneOn: 'Turn on microphone',
  microphoneOff: 'Turn off microphone',
  microphoneNone: 'No microphone',
  microphoneInterrupted: 'Muted by your system or browser',
  cameraOn: 'Turn on camera',
  cameraOff: 'Turn off camera',
  cameraNone: 'No camera',
  cameraInterrupted: 'Paused by your system or browser',
  screenshareStart: 'Share your screen',
  screenshareStop: 'Stop sharing',
  fullscreenStart: 'Full screen',
  fullscreenStop: 'Exit full screen',
  chat: 'Chat',
  chatUnread: count => `Chat, ${count} unread`,
  settings: 'Devices',
  leave: 'Leave call',
  hangUp: 'Hang up',
  close: 'Close',

  chatEmpty: 'No messages yet. Messages are sent directly to the people in the call and aren’t saved.',
  chatAlone: 'Nobody else is here yet. You can send this as soon as somebody joins.',
  chatPlaceholder: 'Write a message',
  send: 'Send',
  newMessage: name => `New message from ${name}`,

  camera: 'Camera',
  microphone: 'Microphone',
  speaker: 'Speaker',
  systemDefault: 'System default',
  noDevice: 'None found',

  endTitles: {
    left: 'You left the call',
    'hung-up': 'You ended the call',
    'peer-hung-up': 'The call has ended',
    declined: 'The call was declined',
    busy: 'The line is busy',
    'no-answer': 'Nobody answered',
    cancelled: 'The call was cancelled',
    'peer-unavailable': 'Not available right now',
    'connection-failed': 'Couldn’t connect',
    'connection-lost': 'The connection was lost',
  },
  endTitlesRung: {
    declined: 'You declined the call',
    'no-answer': 'You missed a call',
    cancelled: 'You missed a call',
  },
  endHints: {
    busy: 'They’re in another call. Try again later.',
    'peer-unavailable': 'This person isn’t online.',
    'connection-failed': 'Your network or theirs doesn’t let the call through.',
    'connection-lost': 'Check your network, then try again.',
  },
  failureTitles: {
    'room-full': 'The room is full',
    'room-forbidden': 'You can’t enter this room',
    unauthorized: 'You need permission',
    'id-forbidden': 'You need permission',
    'origin-forbidden': 'This site can’t use the call server',
  },
  rejoin: 'Rejoin',
  callAgain: 'Call again',
  callBack: 'Call back',

  joined: name => `${name} joined`,
  left: name => `${name} left`,
  connected: 'Connected',

  // The other error texts are in error-words.ts; these are needed when nothing can be loaded.
  errors: {
    'broker-unreachable': 'The call server doesn’t answer. Trying again…',
    'code-not-loaded': 'A part of this call couldn’t be loaded. Check your network, then try again.',
    'private-broker-unreachable':
      'The call server doesn’t answer. It’s on a local network: if your browser asks, or in the address bar, allow this site to access your local network. Trying again…',
  },
  deviceErrors: {},
};

const languages = new Map<string, Strings>([['en', en]]);

/** Adds a language, or changes some of its strings. Missing strings stay English. `lang` is a BCP 47 tag. */
export function registerStrings(lang: string, strings: Partial<Strings>) {
  const key = lang.toLowerCase();
  languages.set(key, {...en, ...languages.get(key), ...strings});
}

/** The strings for a BCP 47 tag: `pt-BR` finds `pt-br`, otherwise `pt`, otherwise English. */
export function stringsFor(lang: string): Strings {
  const key = lang.toLowerCase();
  return languages.get(key) ?? languages.get(key.split('-')[0] ?? '') ?? en;
}

/** The texts of error-words.ts. Until they are loaded, and if that fails, the errors' own hints are shown. */
let words: Pick<Strings, 'errors' | 'deviceErrors'> | undefined;

export function addErrorWords(loaded: Pick<Strings, 'errors' | 'deviceErrors'>) {
  words = loaded;
}

/** The text to show for an error. */
export const errorText = (strings: Strings, error: CallError): string =>
  withDetail(strings.errors[error.code] ?? words?.errors[error.code], error) ?? error.hint;

const withDetail = (text: string | undefined, {detail = ''}: CallError): string | undefined =>
  text?.replaceAll('{detail}', () => detail);

/** The texts to show for unusable devices; one text if both have the same error. */
export function deviceTroubles(
  strings: Strings,
  {camera, microphone}: {readonly camera: CallError | null; readonly microphone: CallError | null},
): string[] {
  const say = (error: CallError, device: DeviceName) =>
    withDetail((strings.deviceErrors[error.code] ?? words?.deviceErrors[error.code])?.[device], error) ??
    errorText(strings, error);
  if (camera && camera.code === microphone?.code) return [say(camera, 'both')];
  return [...(microphone ? [say(microphone, 'microphone')] : []), ...(camera ? [say(camera, 'camera')] : [])];
}
