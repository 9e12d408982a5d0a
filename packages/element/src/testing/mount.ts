import {expect} from '@open-wc/testing';
import {RtcCall} from '../rtc-call.js';
import {FakeCall} from './fake-call.js';

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

/** Resolves when everything is rendered, including views that are loaded on demand. */
export async function settle(element: RtcCall): Promise<void> {
  await until(async () => {
    await element.updateComplete;
    return part(element, 'lobby') ?? part(element, 'card') ?? part(element, 'stage');
  });
  await element.updateComplete;
}

/**
 * Resolves when the element has measured its size and is drawn, and nothing fades or moves any more: in between, colours have
 * no contrast. Spinners go on.
 */
export async function still({shadowRoot}: RtcCall): Promise<void> {
  await new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
  const moving = shadowRoot!
    .getAnimations()
    .filter(one => one.effect?.getComputedTiming().endTime !== Infinity);
  await Promise.all(moving.map(({finished}) => finished.catch(() => {})));
}

/** Expects no finding of axe in the element, or in what has this part, once it is drawn. */
export async function expectAccessible(element: RtcCall, name?: string): Promise<void> {
  await still(element);
  await expect(name === undefined ? element : part(element, name)).to.be.accessible();
}

/** The first element with this part. */
export const part = (element: RtcCall, name: string) =>
  element.shadowRoot?.querySelector<HTMLElement>(`[part~='${name}']`) ?? null;

export const parts = (element: RtcCall, name: string) => [
  ...(element.shadowRoot?.querySelectorAll<HTMLElement>(`[part~='${name}']`) ?? []),
];

/** Clicks the element with this part as soon as it exists; opens the "more" menu if a control is there. */
export async function click(element: RtcCall, name: string): Promise<void> {
  const target = await until(() => part(element, name) ?? openMore(element, name));
  target.click();
  await element.updateComplete;
}

/** Opens the menu with the controls that are not in the bar, if it is closed. */
function openMore(element: RtcCall, name: string): null {
  const more = part(element, 'control-more');
  if (name.startsWith('control-') && more?.getAttribute('aria-expanded') === 'false') more.click();
  return null;
}

/** The visible text. */
export const text = (element: RtcCall) => {
  const frame = element.shadowRoot?.querySelector<HTMLElement>('.layout');
  return frame?.innerText.replace(/\s+/g, ' ') ?? '';
};

/** Waits for a condition, 15 s at most, and resolves with its value. */
export async function until<T>(
  condition: () => T | Promise<T>,
): Promise<Exclude<NonNullable<Awaited<T>>, false>> {
  const end = performance.now() + 15_000;
  for (;;) {
    const value = await condition();
    if (value) return value as Exclude<NonNullable<Awaited<T>>, false>;
    if (performance.now() > end) throw new Error(`never came true: ${String(condition)}`);
    await new Promise(resolve => setTimeout(resolve, 10));
  }
}
