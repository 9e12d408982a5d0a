import {html, nothing} from 'lit';
import type {Menu} from './menu.js';
import {openPopover} from './popover.js';

/** What a host can do about the person of a tile. Its items come with the door (door/host.ts). */
export const person: Menu = {
  open: openPopover('person'),
  render: context =>
    html`<div
      class="menu"
      part="menu menu-person"
      popover="manual"
      tabindex="-1"
      role="menu"
      aria-label=${context.strings.more}
    >
      ${context.doorUi?.items(context)}
    </div>`,
};

/** A question before something that can't be undone (door/questions.ts). */
export const confirm: Menu = {
  open: element => (element as HTMLDialogElement).showModal(),
  render: context => html`${context.doorUi?.dialog(context) ?? nothing}`,
};
