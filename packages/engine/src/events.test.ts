import {describe, expect, expectTypeOf, test} from 'vitest';
import {
  CALL_EVENTS,
  EVENT_CLASSES,
  LocalUpdatedEvent,
  type StateChangeEvent,
  type CallEventMap,
  type TypedEventTarget,
} from './events.js';
import * as exported from './events.js';

type AnyEventClass = new (fields: object) => Event & {clone(): Event};

const TABLE = Object.entries(EVENT_CLASSES) as [string, AnyEventClass][];

describe('the table of events', () => {
  test.each(TABLE)('has %s under the name in its class', (name, EventClass) => {
    const event = new EventClass({participant: 'ada'});
    expect(event).toMatchObject({type: name, bubbles: true, composed: true});
    expect(event.clone()).not.toBe(event);
    expect(event.clone()).toBeInstanceOf(EventClass);
    expect(Object.entries(event.clone())).toEqual(Object.entries(event));
  });

  test('has every event class', () => {
    const classes = Object.values<unknown>(exported).filter(
      value => typeof value === 'function' && value.prototype instanceof Event,
    );
    expect(new Set(Object.values<unknown>(EVENT_CLASSES))).toEqual(new Set(classes));
    expect(CALL_EVENTS).toEqual(Object.keys(EVENT_CLASSES));
  });

  test('gives listeners their types', () => {
    expectTypeOf<CallEventMap['rtc-state-change']>().toEqualTypeOf<StateChangeEvent>();
    expectTypeOf<(typeof CALL_EVENTS)[number]>().toEqualTypeOf<keyof CallEventMap>();
    const target = new EventTarget() as TypedEventTarget<CallEventMap>;
    const heard: Event[] = [];
    target.addEventListener('rtc-local-updated', event => {
      expectTypeOf(event).toEqualTypeOf<LocalUpdatedEvent>();
      heard.push(event);
    });
    // @ts-expect-error: there is no such event.
    target.addEventListener('rtc-nothing', () => {});
    target.dispatchEvent(new LocalUpdatedEvent());
    expect(heard).toHaveLength(1);
  });
});
