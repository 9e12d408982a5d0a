import {isAnyoneRemembered} from '@rtc-call/engine/remembered';
import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import type {VerificationState} from './state.js';

/** In the settings: forgets everyone whom this browser remembers. Most browsers remember nobody, and have nothing to forget. */
export function forget(state: VerificationState, {strings}: Context) {
  if (!isAnyoneRemembered() && !state.hasForgotten) return nothing;
  return html`<div class="settings-group" part="settings-group">
    ${
      isAnyoneRemembered()
        ? html`<button
            type="button"
            class="button"
            part="button forget-button"
            aria-describedby="forget-hint"
            @click=${() => void state.forget()}
          >
            ${strings.forgetPeople}
          </button>`
        : nothing
    }
    <p class="hint" part="hint" id="forget-hint" role="status" tabindex="-1">
      ${isAnyoneRemembered() ? strings.forgetHint : strings.forgotten}
    </p>
  </div>`;
}
