/**
 * What runs beside the views and has nothing to do in most calls, in one chunk. It imports nothing that the views import, but
 * gets their module.
 */
import {autoPictureInPicture} from './auto-picture-in-picture.js';
import type {Companion} from './companion.js';
import {keyboard} from './keyboard.js';
import {mutedSpeech} from './muted-speech.js';
import {pushToTalk} from './push-to-talk.js';

export const companionsOf = (host: HTMLElement): readonly Companion[] => [
  keyboard,
  pushToTalk(host),
  mutedSpeech(),
  autoPictureInPicture(),
];
