'use client';
/** `rtc-call/react`: the tag's types for React 19, and a component for React 18 and later. */
import {createComponent, type EventName} from '@lit/react';
import {CALL_EVENTS} from '@rtc-call/engine/events';
import * as React from 'react';
import {RtcCall as RtcCallElement, type RtcCallEventMap} from '../index.js';
import type {ListenerName, Listeners, Properties} from './members.js';
import type {RtcCallProps} from './props.js';

export type {RtcCallElement};

/** The element's properties, `onRtcJoined` and so on for its events, and what every element has. */
export type RtcCallComponentProps = Properties &
  Listeners &
  Omit<React.HTMLAttributes<RtcCallElement>, keyof Properties>;

type Events = {[Name in keyof RtcCallEventMap as ListenerName<Name>]: EventName<RtcCallEventMap[Name]>};

const listenerName = (event: string) =>
  `on-${event}`.replaceAll(/-(\w)/g, (_, letter: string) => letter.toUpperCase());

/** `<rtc-call>` as a component: sets properties instead of attributes, and listens to events. `ref` is the element. */
export const RtcCall: React.ForwardRefExoticComponent<
  RtcCallComponentProps & React.RefAttributes<RtcCallElement>
> = createComponent({
  react: React,
  tagName: 'rtc-call',
  elementClass: RtcCallElement,
  events: Object.fromEntries(CALL_EVENTS.map(name => [listenerName(name), name])) as Events,
  displayName: 'RtcCall',
});

declare module 'react' {
  namespace JSX {
    interface IntrinsicElements {
      /** React 18 sets no properties of custom elements and hears no events of them: there, use the component. */
      'rtc-call': React.DetailedHTMLProps<React.HTMLAttributes<RtcCallElement>, RtcCallElement> &
        RtcCallProps & {class?: string | undefined};
    }
  }
}
