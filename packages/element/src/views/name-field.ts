import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';

/** The field for the visitor's name, which is kept for the next visit. */
export const nameField = ({strings, ui, commands}: Context): TemplateResult => html`
  <label class="field">
    <span part="field-label">${strings.yourName}</span>
    <input
      part="name-field"
      name="name"
      autocomplete="name"
      maxlength="100"
      placeholder=${strings.namePlaceholder}
      .value=${ui.name}
      @change=${(event: Event) => commands.setName((event.target as HTMLInputElement).value.trim())}
    />
  </label>
`;
