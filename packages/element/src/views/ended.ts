import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import {endTitle} from '../end-title.js';
import {card, cardView} from './card.js';
import {failureNotice} from './notices.js';

/** Why the call ended, and buttons to rejoin or call again. */
export const ended = cardView(context => {
  const {options, strings, ui, endReason, endText, error, commands, callee} = context;
  const reason = endReason ?? 'hung-up';
  const isExplained = !ui.failure && (!error || error.code === reason);
  // Whoever was removed can't come back.
  const isPossible = reason !== 'removed' && (options.room ?? callee) !== undefined;
  return card({
    name: 'ended',
    title: endTitle(context, reason),
    hint: isExplained ? strings.endHints[reason] : undefined,
    body: html`${endText ? html`<blockquote class="said" part="decline-text" dir="auto">${endText}</blockquote>` : nothing}${isExplained ? nothing : failureNotice(context)}`,
    actions: html`${isPossible ? againButton(context, isExplained && reason !== 'not-admitted') : nothing}
    ${
      options.flow !== 'off' && (reason === 'connection-failed' || reason === 'connection-lost')
        ? html`<button
            type="button"
            class="button"
            part="button details-button"
            @click=${() => commands.togglePanel('flow')}
          >
            ${strings.flow}
          </button>`
        : nothing
    }
    ${
      options.room
        ? nothing
        : html`<button
            type="button"
            class="button"
            part="button close-button"
            @click=${() => commands.dismissEnd()}
          >
            ${strings.close}
          </button>`
    }`,
  });
});

/** The button to rejoin, call again or, unless `wasIn`, to retry. */
const againButton = ({options, strings, ui, commands}: Context, wasIn: boolean) => html`
  <button
    type="button"
    class="button primary"
    part="button again-button"
    data-focus
    aria-disabled=${ui.isBusy}
    @click=${() => (options.room ? commands.join() : commands.call())}
  >
    ${wasIn ? strings[options.room ? 'rejoin' : ui.wasRung ? 'callBack' : 'callAgain'] : strings.tryAgain}
  </button>
`;
