import {html, nothing, type TemplateResult} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import type {Control} from '../controls/control.js';
import type {Context} from '../context.js';
import {icon} from '../icons.js';

export const controlBar = (controls: readonly Control[], context: Context): TemplateResult => html`
  <div class="controls" part="controls" role="group" aria-label=${context.strings.controls}>
    ${controls.filter(control => control.isShown?.(context) ?? true).map(control => button(control, context))}
  </div>
`;

function button(control: Control, context: Context) {
  const {name, shortcut, opens, tone = ''} = control;
  const preload = opens && (() => context.commands.preloadPanel(opens));
  const isOff = control.isOff?.(context) ?? false;
  const badge = control.badge?.(context) ?? 0;
  const isDevice = control.isOff ? 'device' : '';
  const hasShortcut = shortcut !== undefined && context.options.features.has('shortcuts');
  return html`<button
    type="button"
    class="control ${tone} ${isDevice} ${isOff ? 'off' : ''}"
    part="control control-${name}"
    aria-label=${control.label(context)}
    aria-pressed=${ifDefined(control.isPressed?.(context))}
    aria-keyshortcuts=${ifDefined(hasShortcut ? shortcut : undefined)}
    ?disabled=${control.isDisabled?.(context) ?? false}
    @pointerenter=${preload}
    @pointerdown=${preload}
    @focus=${preload}
    @click=${() => control.run(context)}
  >
    ${icon(control.icon(context))}${badge > 0 ? html`<span class="badge" aria-hidden="true">${badge}</span>` : nothing}
    <span class="tip" aria-hidden="true"
      >${(control.tip ?? control.label)(context)}${hasShortcut ? html`<kbd>${shortcut?.toUpperCase()}</kbd>` : nothing}</span
    >
  </button>`;
}
