import {html, nothing, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import type {Context} from '../context.js';
import {addStrings} from '../strings/index.js';
import {chatStrings} from '../strings/chat.js';
import {chatStyles} from '../styles/chat.js';
import {panelStyles} from '../styles/panel.js';
import {composer} from './composer.js';
import {frame} from './frame.js';
import {panelIcon} from './icons.js';
import type {Panel} from './panel.js';
import {Rows} from './rows.js';
import {timeline, type Item} from './timeline.js';

addStrings(chatStrings);

/** The chat with everyone in the call, or with one of them. A message that comes renders its row, and nothing else. */
export const chat: Panel = {
  styles: [panelStyles, chatStyles],
  open() {
    const rows = new Rows<Item>();
    return {
      render(context) {
        const {participants, strings, ui, options, messages, transfers} = context;
        const isEmpty = messages.length + transfers.length === 0;
        rows.show(timeline(context));
        return guard([participants, strings, ui, options, isEmpty], () =>
          frame('chat', content(rows.element, isEmpty, context), context),
        );
      },
    };
  },
};

function content(rows: HTMLElement, isEmpty: boolean, context: Context): TemplateResult {
  const {participants, strings} = context;
  return html`
    <div
      class="messages"
      part="messages"
      role="log"
      aria-label=${strings.chat}
      tabindex="0"
      @scroll=${markEnd}
    >
      ${isEmpty ? html`<p class="hint" part="hint">${strings.chatEmpty}</p>` : nothing} ${rows}
    </div>
    <button type="button" class="latest" part="latest-button" @click=${scrollToEnd}>
      ${panelIcon('arrowDown')}${strings.latestMessages}
    </button>
    <div class="composing">
      ${participants.length === 0 ? html`<p class="hint alone" part="hint">${strings.chatAlone}</p>` : nothing}
      ${composer(context)}
    </div>
  `;
}

/** From this distance to the end, in pixels, there is a button that goes there. */
const FAR = 200;

/** The list is reversed: its end is where it starts. */
function markEnd({currentTarget}: Event) {
  const list = currentTarget as HTMLElement;
  list.classList.toggle('far', list.scrollTop < -FAR);
}

function scrollToEnd({currentTarget}: Event) {
  (currentTarget as Element).parentElement!.querySelector('.messages')!.scrollTop = 0;
}
