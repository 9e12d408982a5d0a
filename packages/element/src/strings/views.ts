import type {EndReason, ErrorCode, Quality} from '@rtc-call/engine';
import type {ByCode} from './base.js';

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
  endTitles: {
    left: 'You left the call',
    'hung-up': 'You ended the call',
    'peer-hung-up': 'The other person left',
    declined: 'The call was declined',
    busy: 'The line is busy',
    'no-answer': 'Nobody answered',
    cancelled: 'The call was cancelled',
    'peer-unavailable': 'Not available right now',
    'connection-failed': 'Couldn’t connect',
    'connection-lost': 'The connection was lost',
    removed: 'You were removed from the call',
    'not-admitted': 'You weren’t let in',
    'ended-by-host': 'The call was ended for everyone',
  } as Readonly<Record<EndReason | 'left', string>>,
  /** Titles that differ for the callee. */
  endTitlesRung: {
    declined: 'You declined the call',
    'no-answer': 'You missed a call',
    cancelled: 'You missed a call',
  } as ByCode<EndReason>,
  /** Titles of a call that an error has ended or prevented. */
  failureTitles: {
    'room-full': 'The room is full',
    'room-forbidden': 'You can’t enter this room',
    unauthorized: 'You need permission',
    'id-forbidden': 'You need permission',
    'origin-forbidden': 'This site can’t use the call server',
  } as ByCode<ErrorCode>,
  rejoin: 'Rejoin',
  callAgain: 'Call again',
  callBack: 'Call back',
};

export type ViewStrings = typeof viewStrings;
