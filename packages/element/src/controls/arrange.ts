import {CONTROL_FACTS, type Control, type ControlContext} from './control.js';
import {BAR_CONTROLS, DEVICE_CONTROLS, MENU_CONTROLS} from './index.js';
import {isOnStage} from '../context.js';

/** The numbers on the controls in the menu, together. */
function badges(context: ControlContext): number {
  return arrangeControls(context).menu.reduce((sum, control) => sum + (control.badge?.(context) ?? 0), 0);
}

export const more: Control = {
  name: 'more',
  opens: 'more',
  icon: () => 'more',
  // A name contains all that can be seen (WCAG 2.5.3).
  label: context => [context.strings.more, badges(context)].filter(Boolean).join(', '),
  tip: ({strings}) => strings.more,
  badge: badges,
  run: ({commands}) => commands.toggleMenu('more'),
};

let extras: readonly Control[] | undefined;

/** What all controls depend on, to compare. */
export const usesOfControls = (context: ControlContext): readonly unknown[] => [
  extras,
  ...CONTROL_FACTS.map(name => context[name]),
];

/** Adds the controls that are loaded with the "more" menu. */
export const addControls = (controls: readonly Control[]) => {
  extras = controls;
};

interface Arrangement {
  readonly bar: readonly Control[];
  readonly menu: readonly Control[];
}

/** Kept, because each render needs it several times. */
const arrangements = new WeakMap<ControlContext, Arrangement>();

/** The controls of a call that are in the bar, and those in the "more" menu, each in reading order. */
export function arrangeControls(context: ControlContext): Arrangement {
  const before = arrangements.get(context);
  if (before) return before;
  const arrangement = arranged(context);
  arrangements.set(context, arrangement);
  return arrangement;
}

function arranged(context: ControlContext): Arrangement {
  const {options, ui} = context;
  const inMenu = [...(extras ?? []), ...MENU_CONTROLS];
  const isShown = (control: Control) => control.isShown?.(context) ?? true;
  const all = [...BAR_CONTROLS, ...inMenu, more];
  // What the page chose may still be loading.
  const chosen = options.controls?.flatMap(name => all.find(control => control.name === name) ?? []);
  const extra = chosen ? [] : inMenu.filter(isShown);
  const row = (chosen ?? BAR_CONTROLS).filter(control => control !== more && isShown(control));
  const hasMore = extra.length > 0 || row.length > ui.barCapacity || !(chosen || extras);
  const kept = new Set(row.filter(({tone}) => tone === 'danger'));
  for (const control of row) if (kept.size < ui.barCapacity - Number(hasMore)) kept.add(control);
  const bar = row.filter(control => kept.has(control));
  if (hasMore) {
    const before = chosen?.slice(0, chosen.indexOf(more)).filter(control => kept.has(control)).length;
    const last = bar.at(-1)?.tone === 'danger' ? bar.length - 1 : bar.length;
    bar.splice(chosen?.includes(more) ? before! : last, 0, more);
  }
  return {bar, menu: [...row.filter(control => !kept.has(control)), ...extra]};
}

/** The controls that the visitor can use now, whose shortcuts therefore work. */
export function usableControls(context: ControlContext): readonly Control[] {
  const {state} = context;
  if (isOnStage(state)) {
    const {bar, menu} = arrangeControls(context);
    return [...bar, ...menu];
  }
  return state === 'lobby' || state === 'dialing' || state === 'ringing' ? DEVICE_CONTROLS : [];
}

/** Whether the page wants to show this control. */
export const isChosen = ({name}: Control, {options}: Pick<ControlContext, 'options'>) =>
  options.controls?.includes(name) ?? true;
