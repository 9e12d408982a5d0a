import {html, nothing, type TemplateResult} from 'lit';
import {icon} from '../icons.js';

/**
 * A notice, which screen readers announce; with `onClose` and its label it has a close button. `more` is what can be done
 * about it.
 */
export const notice = (
  text: string,
  closeLabel = '',
  onClose?: () => void,
  more: unknown = nothing,
): TemplateResult =>
  html`<div class="notice" part="notice" role="alert">
    ${icon('alert')}<span>${text}${more}</span>${
      onClose
        ? html`<button type="button" aria-label=${closeLabel} @click=${onClose}>${icon('close')}</button>`
        : nothing
    }
  </div>`;
