import {html, type TemplateResult} from 'lit';
import type {Context, PanelName} from '../context.js';
import {icon} from '../icons.js';
import type {Panel} from './panel.js';

/** A new panel is a file, a line here, and a control that opens it. Each is loaded when it is first opened. */
const LOADERS: Record<PanelName, () => Promise<Panel>> = {
  chat: async () => (await import('./chat.js')).chat,
  settings: async () => (await import('./settings.js')).settings,
};

const loaded = new Map<PanelName, Panel>();

export const loadedPanel = (name: PanelName): Panel | undefined => loaded.get(name);

export async function loadPanel(name: PanelName): Promise<void> {
  loaded.set(name, await LOADERS[name]());
}

/** The frame around a panel. Escape closes it. */
export const panelTemplate = (name: PanelName, panel: Panel, context: Context): TemplateResult => {
  const {commands, strings} = context;
  const close = () => commands.togglePanel(name);
  const title = panel.title(context);
  return html`<section
    class="panel"
    part="panel panel-${name}"
    aria-label=${title}
    @keydown=${(event: KeyboardEvent) => {
      if (event.key === 'Escape') close();
    }}
  >
    <header>
      <h2>${title}</h2>
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
    ${panel.render(context)}
  </section>`;
};
