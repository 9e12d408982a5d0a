import {camera} from './camera.js';
import {chat} from './chat.js';
import type {Control} from './control.js';
import {flow} from './flow.js';
import {hand} from './hand.js';
import {layout} from './layout.js';
import {leave} from './leave.js';
import {microphone} from './microphone.js';
import {people} from './people.js';
import {reactions} from './reactions.js';
import {screenshare} from './screenshare.js';
import {settings} from './settings.js';
import {shortcuts} from './shortcuts.js';

/** The controls in the lobby and while a call rings. */
export const DEVICE_CONTROLS: readonly Control[] = [microphone, camera];

/** The controls below the stage, in reading order. If there is too little space, the last ones move into "more". */
export const BAR_CONTROLS: readonly Control[] = [
  microphone,
  camera,
  screenshare,
  chat,
  people,
  hand,
  reactions,
  leave,
];

/** The controls that are in "more" unless the page chooses others, after those that are loaded with it. */
export const MENU_CONTROLS: readonly Control[] = [layout, settings, flow, shortcuts];
