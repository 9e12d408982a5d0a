import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import {keyedList} from './keyed-list.js';

/** How many float over one tile; of more, the newest. */
const MAX_SHOWN = 6;

/** The reactions of one person, which float over their tile for a moment. The announcements tell them to screen readers. */
export const reactionsOf = (from: string, {ui}: Context) => {
  const shown = ui.reactions.filter(reaction => reaction.from === from).slice(-MAX_SHOWN);
  if (shown.length === 0) return nothing;
  const items = shown.map(({id, emoji}) => ({key: String(id), id, emoji}));
  // Several at once beside each other.
  return html`${keyedList(
    items,
    ({id, emoji}) =>
      html`<span class="reaction" part="reaction" aria-hidden="true" .style=${`--_at:${(id * 37) % 100}`}
        >${emoji}</span
      >`,
  )}`;
};
