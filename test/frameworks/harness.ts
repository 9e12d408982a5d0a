/** What the pages of all frameworks have in common: a fake call, and how the test drives the page. */
import type {Call, CallOptions} from 'rtc-call';
import {FakeCall} from '../../packages/element/src/testing/fake-call.js';

export interface Mounted {
  setRoom(room: string): void;
  unmount(): void;
}

export interface Page extends Mounted {
  readonly calls: readonly FakeCall[];
}

const calls: FakeCall[] = [];

export function createFakeCall(options: CallOptions): Call {
  const call = new FakeCall(options);
  calls.push(call);
  return call;
}

/** Mounts the page's app in room “standup”, as `window.testPage`. */
export function start(mount: (container: HTMLElement, room: string) => Mounted) {
  const container = document.querySelector<HTMLElement>('#app')!;
  Object.assign(window, {testPage: {...mount(container, 'standup'), calls} satisfies Page});
}
