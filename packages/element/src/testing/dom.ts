/** What tests and scenes do with an element that is in a page: they look for parts, click, and wait. */
import type {RtcCall} from '../rtc-call.js';

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
 * no contrast. Spinners go on, and so do reactions.
 */
export async function still({shadowRoot}: RtcCall): Promise<void> {
  // One in which it is drawn, one in which its size is told, and one in which what follows from that is drawn.
  for (let frame = 0; frame < 3; frame += 1) await new Promise(resolve => requestAnimationFrame(resolve));
  const moving = shadowRoot!
    .getAnimations()
    .filter(one => Number(one.effect?.getComputedTiming().endTime) < 1_000);
  await Promise.all(moving.map(({finished}) => finished.catch(() => {})));
}

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
