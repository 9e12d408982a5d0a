import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {nameOf} from '../names.js';
import type {MissedCall} from '../missed-calls.js';
import {addStrings} from '../strings/index.js';
import {missedStrings} from '../strings/missed.js';
import {missedStyles} from '../styles/missed.js';
import type {View} from './view.js';

addStrings(missedStrings);

/** The missed calls, on the card that is shown while there is no call. */
export const missed: View = {styles: [missedStyles], render};

function render(context: Context): TemplateResult {
  const {strings, ui, commands} = context;
  return html`<section class="missed" part="missed-calls" aria-labelledby="missed">
    <header>
      <h3 id="missed" part="missed-title">${strings.missedCalls}</h3>
      <button type="button" class="link-button" part="clear-button" @click=${() => commands.clearMissed()}>
        ${strings.clearMissed}
      </button>
    </header>
    <ul>
      ${ui.missed.map(call => row(call, context))}
    </ul>
  </section>`;
}

function row(call: MissedCall, {strings, commands, lang, ui}: Context) {
  const name = nameOf(call, strings.someone);
  return html`<li part="missed-call">
    <p>
      <b part="missed-name">${call.count > 1 ? strings.severalCalls(name, call.count) : name}</b>
      <time part="missed-time" datetime=${new Date(call.time).toISOString()}>${timeOf(call.time, lang)}</time>
    </p>
    <button
      type="button"
      class="control call-back"
      part="call-back-button"
      aria-label=${strings.callBackTo(name)}
      aria-disabled=${ui.isBusy}
      @click=${() => commands.call(call.peerId)}
    >
      ${icon('phone')}
    </button>
  </li>`;
}

/** The time of day; before today also the date. */
function timeOf(time: number, lang: string): string {
  const clock = {hour: 'numeric', minute: '2-digit'} as const;
  const isToday = new Date(time).toDateString() === new Date().toDateString();
  return new Intl.DateTimeFormat(
    lang || undefined,
    isToday ? clock : {...clock, day: 'numeric', month: 'short'},
  ).format(time);
}
