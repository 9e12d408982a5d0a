/** The script of the page that studio.ts opens. */
import {SCENES, show} from '../../packages/element/src/testing/scenes/index.js';

Object.assign(globalThis, {show: (name: string) => show(name, document.body), scenes: Object.keys(SCENES)});
