import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import type {Menu} from './menu.js';
import {openPopover} from './popover.js';

/** The reactions to choose from. It stays open, for one more. */
export const reactions: Menu = {render, open: openPopover('reactions')};

const EMOJI = ['👍', '❤️', '😂', '🎉', '👏', '😮', '😢', '🙏'];

function render(context: Context): TemplateResult {
  return html`<div
    class="menu reactions"
    part="menu menu-reactions"
    popover="manual"
    role="group"
    aria-label=${context.strings.reactions}
  >
    ${EMOJI.map(
      emoji =>
        html`<button
          type="button"
          part="reaction-button"
          @click=${() => context.commands.sendReaction(emoji)}
        >
          ${emoji}
        </button>`,
    )}
  </div>`;
}
