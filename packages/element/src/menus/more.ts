import {html, nothing, type TemplateResult} from 'lit';
import type {Control} from '../controls/control.js';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import type {ViewsModule} from '../views/module.js';
import type {Menu} from './menu.js';
import {openPopover} from './popover.js';

/** The controls that are not in the bar. */
export const more: Menu = {render, open: openPopover('more')};

function render(context: Context, {arrangeControls}: ViewsModule): TemplateResult {
  return html`<div
    class="menu"
    part="menu menu-more"
    popover="manual"
    role="menu"
    aria-label=${context.strings.more}
  >
    ${arrangeControls(context).menu.map(control => item(control, context))}
  </div>`;
}

function item(control: Control, context: Context) {
  const {name, shortcut, label, tip = label, tone = ''} = control;
  const badge = control.badge?.(context) ?? 0;
  const run = () => {
    context.commands.toggleMenu('more');
    control.run(context);
  };
  // What a click does is said in words, so only a choice has a state.
  const isChoice = control.isPressed && !control.tip;
  const hasShortcut = shortcut !== undefined && context.options.features.has('shortcuts');
  return html`<button
    type="button"
    class="item ${tone}"
    part="menu-item control-${name}"
    role=${isChoice ? 'menuitemcheckbox' : 'menuitem'}
    aria-checked=${isChoice ? control.isPressed?.(context) : nothing}
    aria-keyshortcuts=${hasShortcut ? shortcut : nothing}
    tabindex="-1"
    ?disabled=${control.isDisabled?.(context) ?? false}
    @click=${run}
  >
    ${icon(control.icon(context))}<span>${badge > 0 ? label(context) : tip(context)}</span>
    ${hasShortcut ? html`<kbd part="key">${shortcut.toUpperCase()}</kbd>` : nothing}
  </button>`;
}
