import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import {isRetried} from '../error-groups.js';
import {icon} from '../icons.js';
import {card, cardView} from './card.js';
import {nameField} from './name-field.js';
import {deviceNotices, failureNotice} from './notices.js';

/** No call yet: the call button, or my own peer id. */
export const start = cardView(context => {
  const {options, strings, ui, commands, local, isOnline, error} = context;
  const {room, peerId, to} = options;
  if (room) return entering(context);
  if (to)
    return card({
      name: 'start',
      who: to,
      title: strings.startTitle(to),
      hint: peerId && isOnline ? strings.reachableAs(local.id ?? peerId) : undefined,
      body: html`${options.displayName ? nothing : nameField(context)}${deviceNotices(context)}${failureNotice(context)}`,
      after: context.missedCalls(),
      actions: html`<button
        type="button"
        class="button success"
        part="button call-button"
        data-focus
        aria-disabled=${ui.isBusy}
        @click=${() => commands.call(to)}
        @pointerenter=${() => commands.warmUp()}
        @focus=${() => commands.warmUp()}
      >
        ${icon('phone')}${strings.callButton}
      </button>`,
    });
  if (!peerId)
    return card({name: 'start', title: strings.idleTitle, body: failureNotice(context), actions: nothing});
  // `error` is retried automatically; after `failure` the visitor has to click.
  const failure = ui.failure ?? error;
  const hasGivenUp = failure !== null && !isRetried(failure);
  return card({
    name: 'start',
    who: peerId,
    title: hasGivenUp ? strings.unreachableTitle : strings.reachableTitle,
    hint: isOnline ? strings.reachableAs(local.id ?? peerId) : failure ? undefined : strings.notReachable,
    body: failureNotice(context),
    after: context.missedCalls(),
    actions: hasGivenUp
      ? html`<button
          type="button"
          class="button primary"
          part="button again-button"
          aria-disabled=${ui.isBusy}
          @click=${() => commands.open()}
        >
          ${strings.tryAgain}
        </button>`
      : nothing,
  });
});

/** Joining a room without a lobby. */
function entering(context: Context) {
  const {state, options, strings, ui, error, isStarting, commands, doorUi} = context;
  if (state === 'knocking')
    return card({name: 'start', title: strings.knocking, actions: doorUi?.waiting(context) ?? nothing});
  const hasFailed = (ui.failure ?? error) !== null;
  const isOnTheWay = !hasFailed && (isStarting || ui.isBusy);
  return card({
    name: 'start',
    title: isOnTheWay ? strings.joining : (options.roomLabel ?? strings.lobbyTitle),
    body: isOnTheWay ? html`<span class="spinner" part="spinner"></span>` : failureNotice(context),
    actions: isOnTheWay
      ? nothing
      : html`<button
          type="button"
          class="button primary"
          part="button join-button"
          @click=${() => commands.join()}
        >
          ${hasFailed ? strings.tryAgain : strings.join}
        </button>`,
  });
}
