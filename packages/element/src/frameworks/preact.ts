/** `rtc-call/preact`: the tag's types for Preact. */
import type {HTMLAttributes} from 'preact';
import type {RtcCall} from '../index.js';
import type {RtcCallProps} from './props.js';

export * from '../index.js';

declare module 'preact' {
  namespace JSX {
    interface IntrinsicElements {
      'rtc-call': HTMLAttributes<RtcCall> & RtcCallProps;
    }
  }
}
