import './define.js';

export {RtcCall, type RtcCallEventMap} from './rtc-call.js';
export type {Caption} from './captions/lines.js';
export type {CreateCall} from './call-controller.js';
export type {Layout} from './options.js';
export {registerStrings, type Strings} from './strings/index.js';
export * from '@rtc-call/engine';
