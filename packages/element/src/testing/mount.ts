import {expect} from '@open-wc/testing';
import {RtcCall} from '../rtc-call.js';
import {part, settle, still} from './dom.js';
import {FakeCall} from './fake-call.js';

export {click, part, parts, settle, still, until} from './dom.js';

if (!customElements.get('rtc-call')) customElements.define('rtc-call', RtcCall);

export interface Mounted {
  readonly element: RtcCall;
  readonly call: FakeCall;
}

/** Adds an element of 960 × 640 with a fake call to the page, and removes the previous one. */
export async function mount(attributes: Readonly<Record<string, string>> = {}): Promise<Mounted> {
  unmount();
  const element = document.createElement('rtc-call');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const call = new FakeCall();
  element.createCall = options => {
    call.options = options;
    return call;
  };
  element.style.cssText = 'width: 960px; height: 640px';
  document.body.append(element);
  await settle(element);
  return {element, call};
}

export function unmount() {
  for (const element of document.querySelectorAll('rtc-call')) element.remove();
}

/** Expects no finding of axe in the element, or in what has this part, once it is drawn. */
export async function expectAccessible(element: RtcCall, name?: string): Promise<void> {
  await still(element);
  await expect(name === undefined ? element : part(element, name)).to.be.accessible();
}

/** The visible text. */
export const text = (element: RtcCall) => {
  const frame = element.shadowRoot?.querySelector<HTMLElement>('.layout');
  return frame?.innerText.replace(/\s+/g, ' ') ?? '';
};
