import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import type {DoorState} from './state.js';

/** Asks a host who leaves others behind. */
export function askToLeave(door: DoorState, context: Context): boolean {
  const isHost = context.door?.role === 'host' && context.participants.length > 0;
  if (isHost) door.ask({about: 'leave'}, context);
  return isHost;
}

/** Asks for confirmation. */
export function dialog({question}: DoorState, context: Context) {
  const {strings, commands} = context;
  if (!question) return nothing;
  const close = () => commands.closeMenu('confirm');
  const answer = (run: () => unknown) => () => {
    close();
    run();
  };
  const dismiss = (event: Event) => event.target === event.currentTarget && close();
  return html`<dialog
    class="question"
    part="menu menu-confirm"
    aria-labelledby="question"
    @cancel=${(event: Event) => (event.preventDefault(), close())}
    @pointerdown=${dismiss}
  >
    <div>
      ${
        question.about === 'leave'
          ? html`<h2 id="question" part="title">${strings.leaveTitle}</h2>
              <div class="answers">
                ${button('leave-button', '', strings.leave, answer(commands.end), true)}
                ${button(
                  'end-button',
                  'danger',
                  strings.endForEveryone,
                  answer(() => commands.ask(call => call.endForAll())),
                )}
                ${button('cancel-button', 'plain', strings.cancel, close)}
              </div>`
          : html`<h2 id="question" part="title">${strings.removeTitle(question.name)}</h2>
              <p class="hint" part="hint">${strings.removeHint}</p>
              <div class="answers">
                ${button(
                  'remove-button',
                  'danger',
                  strings.removePerson,
                  answer(() => commands.ask(call => call.removeParticipant(question.id))),
                )}
                ${button('cancel-button', 'plain', strings.cancel, close, true)}
              </div>`
      }
    </div>
  </dialog>`;
}

const button = (part: string, style: string, label: string, run: () => void, hasFocus = false) =>
  html`<button
    type="button"
    class="button ${style}"
    part="button ${part}"
    ?autofocus=${hasFocus}
    @click=${run}
  >
    ${label}
  </button>`;
