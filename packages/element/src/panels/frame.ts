import {html, type CSSResult, type TemplateResult} from 'lit';
import type {Context, PanelName} from '../context.js';
import {icon} from '../icons.js';
import {panelStyles} from '../styles/panel.js';
import type {Panel} from './panel.js';

/** A panel without state, in its frame. */
export const framed = (
  name: PanelName,
  styles: CSSResult,
  render: (context: Context) => TemplateResult,
): Panel => ({
  styles: [panelStyles, styles],
  open: () => ({render: context => frame(name, render(context), context)}),
});

/** The frame of a panel: a title and a close button. Escape closes it too (shortcuts.ts). */
export function frame(name: PanelName, content: TemplateResult, {commands, strings}: Context) {
  const close = () => commands.togglePanel(name);
  const title = strings[name];
  return html`<section class="panel panel-${name}" part="panel panel-${name}" aria-label=${title}>
    <header part="panel-header">
      <h2 part="panel-title">${title}</h2>
      <button
        type="button"
        class="control"
        part="control control-close"
        aria-label=${strings.close}
        @click=${close}
      >
        ${icon('close')}
      </button>
    </header>
    ${content}
  </section>`;
}
