import {html, nothing, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {arrangeControls, isChosen, usesOfControls} from '../controls/arrange.js';
import {isExpanded, type Control} from '../controls/control.js';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {keyedList} from './keyed-list.js';
import {onResize} from '../resize.js';

/**
 * A group of controls: those of the list that the page wants to show. `wrap` adds to a control's button, as
 * `withDeviceMenu()` does.
 */
export const controlBar = (
  controls: readonly Control[],
  context: Context,
  wrap: (control: Control, button: TemplateResult, context: Context) => TemplateResult = (_, button) =>
    button,
): TemplateResult => html`
  <div class="controls" part="controls" role="group" aria-label=${context.strings.controls}>
    ${controls
      .filter(control => isChosen(control, context) && (control.isShown?.(context) ?? true))
      .map(control => wrap(control, button(control, context), context))}
  </div>
`;

/**
 * The controls of a call, as many as there is space for, and "more" for the others. What they do may depend on more than what
 * they show, so a click uses the context of its time.
 */
export const stageBar = (context: Context): unknown =>
  keyedList(BARS, () => controlsOfCall(context), usesOfControls(context));

/** A list of one, which is rendered again only if something has changed. */
const BARS = [{key: 'bar'}];

function controlsOfCall(context: Context): TemplateResult {
  const {commands, options, strings} = context;
  // The page may want controls in the bar that are loaded with the menu.
  if (options.controls) commands.preload('more');
  const measure = (_: number, bar: Element) => commands.setBarCapacity(capacityOf(bar));
  return html`<div
    class="controls"
    part="controls"
    role="group"
    aria-label=${strings.controls}
    ${onResize(measure)}
  >
    ${keyedList(
      // Another order means other keys: the list never reorders.
      arrangeControls(context).bar.map(control => ({
        key: `${control.name} ${String(options.controls)}`,
        control,
      })),
      ({control}) => button(control, context),
    )}
  </div>`;
}

/** How many controls fit into the bar: those that are there have the size of the others. */
function capacityOf(bar: Element): number {
  const size = bar.querySelector<HTMLElement>('.control:not(.danger)')?.offsetWidth ?? 0;
  const wide = bar.querySelector<HTMLElement>('.control.danger')?.offsetWidth ?? size;
  const gap = gapOf(bar);
  return size > 0 ? Math.floor((bar.clientWidth - (wide - size) + gap) / (size + gap)) : Infinity;
}

/** The gap between what is in a box, in px. */
export const gapOf = (box: Element): number =>
  parseFloat(box.ownerDocument.defaultView?.getComputedStyle(box).columnGap ?? '') || 0;

function button(control: Control, context: Context) {
  const {name, shortcut, opens, tone = ''} = control;
  const preload = opens && (() => context.commands.preload(opens));
  const isOff = control.isOff?.(context) ?? false;
  const badge = control.badge?.(context) ?? 0;
  const isDevice = control.isOff ? 'device' : '';
  const hasShortcut = shortcut !== undefined && context.options.features.has('shortcuts');
  const isPressed = opens ? undefined : control.isPressed?.(context);
  return html`<button
    type="button"
    class="control ${tone} ${isDevice} ${isOff ? 'off' : ''}"
    part="control control-${name}"
    aria-label=${control.label(context)}
    aria-pressed=${ifDefined(isPressed)}
    aria-expanded=${ifDefined(isExpanded(control, context))}
    aria-haspopup=${ifDefined(name === 'more' ? 'menu' : undefined)}
    aria-keyshortcuts=${ifDefined(hasShortcut ? shortcut : undefined)}
    ?disabled=${control.isDisabled?.(context) ?? false}
    @pointerenter=${preload}
    @pointerdown=${preload}
    @focus=${preload}
    @click=${() => context.commands.runControl(control)}
  >
    ${icon(control.icon(context))}${badge > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${badge}</span>` : nothing}
    <span class="tip" part="tip" aria-hidden="true"
      >${(control.tip ?? control.label)(context)}${hasShortcut ? html`<kbd part="key">${shortcut?.toUpperCase()}</kbd>` : nothing}</span
    >
  </button>`;
}
