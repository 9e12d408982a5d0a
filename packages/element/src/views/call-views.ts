import {ended} from './ended.js';
import {dialing, ringing} from './ringing.js';
import {stage} from './stage.js';
import type {View, ViewName} from './view.js';

/** The views of a running call: imported while the visitor is in the lobby, before they are needed. */
export const callViews: readonly (readonly [ViewName, View])[] = [
  ['dialing', dialing],
  ['ringing', ringing],
  ['stage', stage],
  ['ended', ended],
];
