import {lobby} from './lobby.js';
import type {Views} from './view.js';

/** What a room with a lobby shows besides. */
export const views: Views = {lobby};
