import {OnDemand} from '@rtc-call/engine/on-demand';
import type {PanelName} from '../context.js';
import type {Panel} from './panel.js';

/** To add a panel, add a file, a line here, and a control that opens it. */
export const panels: Readonly<Record<PanelName, OnDemand<Panel>>> = {
  chat: new OnDemand('chat', async () => (await import('./chat.js')).chat),
  people: new OnDemand('people', async () => (await import('./people.js')).people),
  settings: new OnDemand('settings', async () => (await import('./settings.js')).settings),
  flow: new OnDemand('flow', async () => (await import('./flow.js')).flow),
};

/** The events that change nothing but this panel while it is open. There are many of each. */
export const PANEL_EVENTS: {readonly [type: string]: PanelName | undefined} = {
  'rtc-trace': 'flow',
  'rtc-chat-message': 'chat',
  'rtc-file': 'chat',
};
