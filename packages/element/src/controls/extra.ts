import type {Control} from './control.js';
import {copyLink} from './copy-link.js';
import {fullscreen} from './fullscreen.js';
import {autoPictureInPicture, pictureInPicture} from './picture-in-picture.js';

/** Controls that few people use in a call: loaded with the "more" menu, or if the page puts them into the bar. */
export const extraControls: readonly Control[] = [
  copyLink,
  pictureInPicture,
  autoPictureInPicture,
  fullscreen,
];
