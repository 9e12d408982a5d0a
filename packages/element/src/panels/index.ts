import type {PanelName} from '../context.js';
import type {Panel} from './panel.js';

/** To add a panel, add a file, a line here, and a control that opens it. Panels are loaded when first opened. */
const LOADERS: Record<PanelName, () => Promise<Panel>> = {
  chat: async () => (await import('./chat.js')).chat,
  settings: async () => (await import('./settings.js')).settings,
};

const loaded = new Map<PanelName, Panel>();

export const loadedPanel = (name: PanelName): Panel | undefined => loaded.get(name);

export async function loadPanel(name: PanelName): Promise<void> {
  loaded.set(name, await LOADERS[name]());
}
