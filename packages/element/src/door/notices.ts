import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {notice} from '../views/notice.js';
import {whoKnocks, type DoorState} from './state.js';

/** On the stage. */
export const notices = (door: DoorState, context: Context) => [
  knockNotice(door, context),
  moderated(context),
];

/**
 * Who knocks, unless the visitor sees it in the people panel or has closed this. No live region: the announcement says it,
 * once for each batch.
 */
function knockNotice(door: DoorState, context: Context) {
  const {strings, ui, commands} = context;
  const {knocks = [], knockCount = 0} = context.door ?? {};
  const fresh = knocks.filter(({id}) => !door.seen.has(id));
  const [first] = fresh;
  if (!first || ui.panel === 'people') return nothing;
  // Of a crowd, only the first are known.
  const count = fresh.length + knockCount - knocks.length;
  const close = () => door.set({seen: new Set(knocks.map(({id}) => id))});
  const {id, text} = first;
  return html`<div class="notice knock-notice" part="notice knock-notice">
    ${icon('door')}
    <div>
      <p>${strings.wantsToJoin(whoKnocks(fresh, context, count), count)}</p>
      ${count === 1 && text ? html`<p class="knock-text" part="knock-text" dir="auto">${text}</p>` : nothing}
      <div class="answers">
        ${
          count === 1
            ? [
                button('admit-button', 'primary', strings.admit, () => commands.ask(call => call.admit(id))),
                button('refuse-button', '', strings.refuse, () => commands.ask(call => call.refuseEntry(id))),
              ]
            : [
                button('admit-button', 'primary', strings.admitAll, () => commands.ask(call => call.admit())),
                button('show-button', '', strings.showAll, () => commands.togglePanel('people')),
              ]
        }
      </div>
    </div>
    <button type="button" aria-label=${strings.close} @click=${close}>${icon('close')}</button>
  </div>`;
}

const button = (part: string, style: string, label: string, run: () => unknown): TemplateResult =>
  html`<button type="button" class="button ${style}" part="button ${part}" @click=${run}>${label}</button>`;

/** What a host did to me, until I undo it or close this. */
function moderated({ui, local, strings, commands}: Context) {
  const isMute = ui.moderated === 'muted';
  if (!ui.moderated || (isMute ? !local.microphone.isMuted : local.screen)) return nothing;
  const [text, sign] = isMute
    ? ([strings.mutedByHost, 'microphoneOff'] as const)
    : ([strings.shareStoppedByHost, 'screenOff'] as const);
  return notice(text, strings.close, commands.dismissNotices, nothing, sign);
}
