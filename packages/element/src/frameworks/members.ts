import type {RtcCall, RtcCallEventMap} from '../index.js';
import type {RtcCallProps} from './props.js';

/** The properties that a page may set, by their own names and without the attributes. */
export type Properties = Pick<RtcCallProps, keyof RtcCallProps & keyof RtcCall>;

/** `rtc-joined` → `RtcJoined` */
type Pascal<Name extends string> = Name extends `${infer Head}-${infer Tail}`
  ? `${Capitalize<Head>}${Pascal<Tail>}`
  : Capitalize<Name>;

/** The name of the prop that listens to an event: `rtc-joined` → `onRtcJoined` */
export type ListenerName<Name extends string> = `on${Pascal<Name>}`;

/** A listener for each event, in camel case. */
export type Listeners = {
  [Name in keyof RtcCallEventMap as ListenerName<Name>]?:
    ((event: RtcCallEventMap[Name]) => void) | undefined;
};
