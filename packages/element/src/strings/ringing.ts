import type {EndReason} from '@rtc-call/engine';
import type {ByCode} from './base.js';

/** English of a call that rings, and of how it ended. */
export const ringingStrings = {
  startTitle: (name: string) => `Call ${name}`,
  callButton: 'Call',
  callingHint: 'Rings for up to 30 seconds.',
  /** It rings at the other side. */
  ringingHint: 'It’s ringing…',
  /** Under the name of a caller that no token vouches for. */
  nameUnverified: 'This name isn’t verified.',
  showVideo: 'Show video',
  accept: 'Accept',
  /** The captions of two buttons that accept, and what they do. Each text contains its caption. */
  video: 'Video',
  acceptVideo: 'Accept with video',
  audio: 'Audio',
  acceptAudio: 'Accept with audio only',
  decline: 'Decline',
  /** The caption of the button that opens the texts to decline with, and what it does. */
  message: 'Message',
  declineMessage: 'Decline with a message',
  cancel: 'Cancel',

  endHints: {
    busy: 'They’re in another call. Try again later.',
    'no-answer': 'They may not be at their device right now.',
    'peer-unavailable': 'This person isn’t online. Try again later.',
    'connection-failed': 'Your network or theirs doesn’t let the call through.',
    'connection-lost': 'Check your network, then try again.',
  } as ByCode<EndReason>,
};

export type RingingStrings = typeof ringingStrings;
