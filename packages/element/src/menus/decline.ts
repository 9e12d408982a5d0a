import {html} from 'lit';
import {MAX_DECLINE_TEXT} from '@rtc-call/engine/names';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {addStrings} from '../strings/index.js';
import {declineStrings} from '../strings/decline.js';
import type {Menu} from './menu.js';
import {openPopover} from './popover.js';

addStrings(declineStrings);

/** The texts to decline a call with: ready-made ones, and one of my own. */
export const decline: Menu = {
  open: openPopover('decline-menu'),
  render: context => {
    const {strings, commands} = context;
    return html`<div
      class="menu"
      part="menu"
      popover="manual"
      tabindex="-1"
      role="dialog"
      aria-label=${strings.declineMessage}
    >
      ${strings.declineLines.map(
        line =>
          html`<button type="button" class="item" part="menu-item" @click=${() => commands.decline(line)}>
            ${line}
          </button>`,
      )}${ownLine(context)}
    </div>`;
  },
};

const ownLine = ({strings, commands}: Context) => {
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('text') as HTMLInputElement;
    if (field.value.trim() === '') field.focus();
    else commands.decline(field.value);
  };
  return html`<form class="own" @submit=${submit}>
    <input
      name="text"
      part="decline-field"
      autocomplete="off"
      maxlength=${MAX_DECLINE_TEXT}
      aria-label=${strings.ownDeclineLine}
      placeholder=${strings.ownDeclineLine}
    />
    <button class="control" part="decline-send-button" aria-label=${strings.sendAndDecline}>
      ${icon('send')}
    </button>
  </form>`;
};
