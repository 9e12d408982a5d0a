/** `rtc-call/svelte`: the tag's types for Svelte. */
import type {HTMLAttributes as SvelteAttributes} from 'svelte/elements';
import type {RtcCall} from '../index.js';
import type {RtcCallProps} from './props.js';

export * from '../index.js';

/** Svelte writes `false` as an attribute with that value, which would mean true. The property has no such problem. */
type Attributes = {
  [Name in keyof RtcCallProps]: Name extends keyof RtcCall
    ? RtcCallProps[Name]
    : RtcCallProps[Name] extends boolean | undefined
      ? true | undefined
      : RtcCallProps[Name];
};

declare module 'svelte/elements' {
  interface SvelteHTMLElements {
    'rtc-call': Omit<SvelteAttributes<RtcCall>, keyof Attributes> & Attributes;
  }
}
