import {ended} from './ended.js';
import {stage} from './stage.js';
import type {Views} from './view.js';

/** The views of every call: imported while the visitor looks at the first one, before they are needed. */
export const views: Views = {stage, ended};
