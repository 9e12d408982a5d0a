import {dialing, ringing} from './ringing.js';
import {start} from './start.js';
import type {Views} from './view.js';

/** What a call without a lobby shows besides: of two who ring one another, or of a room that is entered at once. */
export const views: Views = {start, dialing, ringing};
