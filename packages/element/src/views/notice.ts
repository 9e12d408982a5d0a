import {html, nothing, type TemplateResult} from 'lit';
import {icon, type IconName} from '../icons.js';

/**
 * A notice, which screen readers announce; with `onClose` and its label it has a close button. `more` is what can be done
 * about it. With another `sign` than a warning it is what is good to know, and interrupts nobody.
 */
export const notice = (
  text: string,
  closeLabel = '',
  onClose?: () => void,
  more: unknown = nothing,
  sign: IconName = 'alert',
): TemplateResult =>
  html`<div class="notice" part="notice" role=${sign === 'alert' ? sign : 'status'}>
    ${icon(sign)}<span part="notice-text">${text}${more}</span>${
      onClose
        ? html`<button type="button" part="notice-close-button" aria-label=${closeLabel} @click=${onClose}>
            ${icon('close')}
          </button>`
        : nothing
    }
  </div>`;
