/** `rtc-call/vue`: the tag's types in Vue's templates. */
import type {EmitFn, HTMLAttributes, PublicProps} from 'vue';
import type {RtcCall, RtcCallEventMap} from '../index.js';
import type {Properties} from './members.js';

export * from '../index.js';

type Emits = {[Name in keyof RtcCallEventMap]: (event: RtcCallEventMap[Name]) => void};

declare module 'vue' {
  interface GlobalComponents {
    'rtc-call': new () => RtcCall & {
      /** @deprecated Only for types: https://vuejs.org/guide/extras/web-components */
      $props: Properties & Omit<HTMLAttributes, keyof Properties> & PublicProps;
      /** @deprecated Only for types. */
      $emit: EmitFn<Emits>;
    };
  }
}
