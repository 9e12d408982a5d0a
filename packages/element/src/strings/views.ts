import type {Quality} from '@rtc-call/engine';

/** English of the views and controls. */
export const viewStrings = {
  callRegion: 'Video call',
  /** One of the people in a room who have no name: from 1. */
  guestNumber: (number: number) => `Guest ${number}`,

  yourName: 'Your name',
  namePlaceholder: 'Visible to everyone in the call',
  joining: 'Joining…',
  preview: 'Preview of your video',
  previewStarting: 'Starting your camera…',
  previewCameraOff: 'Your camera is off',
  previewNoCamera: 'No camera',
  previewInterrupted: 'Your camera is paused',

  reachableTitle: 'Ready for calls',
  unreachableTitle: 'You can’t receive calls',
  reachableAs: (id: string) => `Others can reach you as “${id}”.`,
  notReachable: 'Getting ready for calls…',
  idleTitle: 'No call yet',

  waitingHint: 'Share this link to invite people.',
  inviteLink: 'Link to this call',
  copyLink: 'Copy link',
  muted: 'Microphone off',
  /** My track is muted by the system or the browser. */
  interrupted: {
    camera: 'Your system or browser has paused your camera.',
    microphone: 'Your system or browser has muted your microphone: the others can’t hear you.',
    both: 'Your system or browser has paused your camera and microphone.',
  },
  /** Of the connection to a participant. */
  qualities: {
    good: 'Good connection',
    fair: 'Fair connection',
    poor: 'Poor connection',
    lost: 'No connection',
  } as Readonly<Record<Quality, string>>,
  videoPaused: 'Weak connection: audio only',
  screenOf: (name: string) => `${name}’s screen`,
  sharingScreen: 'You’re sharing your screen',
  selfMove: 'Move your video to another corner: also with the arrow keys, or by dragging',
  selfHide: 'Hide your video',
  selfShow: 'Show your video',
  turnSoundOn: 'Turn on audio',
  /** While files are being dragged over the call. */
  dropFiles: 'Drop files to send them',

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
  chatUnread: (count: number) => `Chat, ${count} unread`,
  people: 'People',
  settings: 'Settings',
  flow: 'Connection details',
  leave: 'Leave call',
  hangUp: 'Hang up',
  close: 'Close',

  camera: 'Camera',
  microphone: 'Microphone',
  rejoin: 'Rejoin',
  callAgain: 'Call again',
  callBack: 'Call back',
};

export type ViewStrings = typeof viewStrings;
