import type {Context, MenuName} from '../context.js';

/** Distance from the button and from the edges of the window, in px. */
const GAP = 8;

/** Keys that move the focus within a menu, and by how much. */
const STEPS: Readonly<Record<string, number>> = {ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1};

/**
 * Opens an element over everything else, at the button that opens it, with the focus on the first button in it. A press
 * outside closes it. Escape is for all (keyboard.ts). `manual`, because the button itself also closes it.
 */
export const openPopover =
  (name: MenuName) =>
  (element: HTMLElement, {commands}: Context) =>
    open(element, name, () => commands.toggleMenu(name));

function open(element: HTMLElement, name: MenuName, close: () => void) {
  const view = element.ownerDocument.defaultView;
  if (!view) return;
  const root = element.getRootNode() as ShadowRoot;
  const opener =
    root.querySelector<HTMLElement>(`.view [part~='control-${name}']`) ??
    root.querySelector<HTMLElement>(`.controls [part~='control-more']`);
  element.showPopover?.();
  place(element, opener ?? root.host, view);
  (element.querySelector<HTMLElement>('[data-focus]') ?? items(element)[0] ?? element).focus();
  element.addEventListener('keydown', event => moveFocus(event, element));
  const closing = new AbortController();
  const {signal} = closing;
  const dismiss = (event: Event) => {
    if (!element.isConnected) return closing.abort();
    const path = event.composedPath();
    if (path.includes(element) || (opener && path.includes(opener))) return;
    closing.abort();
    close();
  };
  view.addEventListener('pointerdown', dismiss, {signal, capture: true});
  view.addEventListener('resize', dismiss, {signal});
}

/** Above the button, or below it if there is more space; inside the call if it fits there. */
function place(element: HTMLElement, opener: Element, view: Window) {
  const button = opener.getBoundingClientRect();
  const call = (element.getRootNode() as ShadowRoot).host.getBoundingClientRect();
  const {width, height} = element.getBoundingClientRect();
  const within = width + 2 * GAP <= call.width ? call : {left: 0, right: view.innerWidth};
  const [low, high] = [Math.max(within.left, 0) + GAP, Math.min(within.right, view.innerWidth) - GAP - width];
  const above = button.top - GAP - height;
  const isAbove = above >= GAP || button.top > view.innerHeight - button.bottom;
  const top = isAbove ? above : button.bottom + GAP;
  element.style.left = `${clamp(button.left + button.width / 2 - width / 2, low, high)}px`;
  element.style.top = `${clamp(top, GAP, Math.max(GAP, view.innerHeight - GAP - height))}px`;
}

const clamp = (value: number, low: number, high: number) => Math.max(low, Math.min(value, high));

const items = (element: HTMLElement) => [...element.querySelectorAll<HTMLElement>('button:not([disabled])')];

function moveFocus(event: KeyboardEvent, element: HTMLElement) {
  // In a field, these keys move the caret.
  if ((event.target as Element).matches('input')) return;
  const all = items(element);
  const at = all.indexOf(event.target as HTMLElement);
  const isRtl = element.matches(':dir(rtl)') && /Left|Right/.test(event.key);
  const step = (STEPS[event.key] ?? 0) * (isRtl ? -1 : 1);
  const ends: Readonly<Record<string, number>> = {Home: 0, End: -1};
  const next = step ? all[(at + step + all.length) % all.length] : all.at(ends[event.key] ?? NaN);
  if (!step && ends[event.key] === undefined) return;
  event.preventDefault();
  next?.focus();
}
