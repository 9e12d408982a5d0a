import {html, nothing} from 'lit';
import {MAX_KNOCK_TEXT} from '@rtc-call/engine/names';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import type {DoorState} from './state.js';

/** In the lobby of a room whose door is closed. */
export function entry(door: DoorState, context: Context) {
  const {strings} = context;
  if (!context.door?.isKnockRequired) return nothing;
  return html`<label class="field">
      <span part="field-label">${strings.knockText}</span>
      <input
        part="knock-field"
        autocomplete="off"
        maxlength=${MAX_KNOCK_TEXT}
        .value=${door.text}
        @input=${({target}: Event) => (door.text = (target as HTMLInputElement).value)}
      />
    </label>
    <p class="door-closed" part="door-closed" role="status">
      ${icon('lock')}<span>${strings.knockRequired}</span>
    </p>`;
}

/** Instead of the button to join, while I wait. */
export function waiting(context: Context) {
  const {strings} = context;
  return html`<p class="door-closed" part="hint">
      <span class="spinner" part="spinner"></span><span>${strings.knockingHint}</span>
    </p>
    <button
      type="button"
      class="button"
      part="button cancel-button"
      data-focus
      @click=${() => stopWaiting(context)}
    >
      ${strings.cancel}
    </button>`;
}

/** Back to the lobby, if there is one. */
function stopWaiting({commands, options}: Context) {
  void commands.ask(async call => {
    call.leave();
    if (options.features.has('prejoin')) await call.preview(options.room);
  });
}
