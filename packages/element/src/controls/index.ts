import {camera} from './camera.js';
import {chat} from './chat.js';
import type {Control} from './control.js';
import {copyLink} from './copy-link.js';
import {flow} from './flow.js';
import {fullscreen} from './fullscreen.js';
import {hangUp} from './hang-up.js';
import {microphone} from './microphone.js';
import {screenshare} from './screenshare.js';
import {settings} from './settings.js';

/** The controls in the lobby and while a call rings. */
export const DEVICE_CONTROLS: readonly Control[] = [microphone, camera];

/** The controls below the stage, in reading order. */
export const STAGE_CONTROLS: readonly Control[] = [
  microphone,
  camera,
  screenshare,
  chat,
  copyLink,
  settings,
  flow,
  fullscreen,
  hangUp,
];
