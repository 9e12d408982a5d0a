/** `rtc-call/solid`: the tag's types for Solid. */
import type {JSX as SolidJSX} from 'solid-js';
import type {RtcCall} from '../index.js';
import type {RtcCallSolidJsProps} from './props.js';
import type {Properties} from './members.js';

export * from '../index.js';

declare module 'solid-js' {
  namespace JSX {
    interface IntrinsicElements {
      'rtc-call': Omit<SolidJSX.HTMLAttributes<RtcCall>, keyof Properties> & Properties & RtcCallSolidJsProps;
    }
  }
}
