import type {CallError} from '@rtc-call/engine';
import {html, type TemplateResult} from 'lit';
import type {Context} from './context.js';
import {errorText} from './strings/index.js';
import {notice} from './views/notice.js';

/** In place of a view or a panel: it is being loaded, or that has failed. */
export const notLoaded = (
  failure: CallError | null,
  {strings}: Context,
  onTryAgain: () => void,
): TemplateResult =>
  failure
    ? html`<div class="missing">
        ${notice(errorText(strings, failure))}
        <button
          type="button"
          class="button primary"
          part="button again-button"
          data-focus
          @click=${onTryAgain}
        >
          ${strings.tryAgain}
        </button>
      </div>`
    : html`<div class="missing">
        <span class="spinner" part="spinner" role="img" aria-label=${strings.connecting}></span>
      </div>`;
