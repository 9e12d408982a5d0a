import {html, nothing, type TemplateResult} from 'lit';
import {guard} from 'lit/directives/guard.js';
import type {Context} from '../context.js';
import {addStrings} from '../strings/index.js';
import {chatStrings} from '../strings/chat.js';
import {chatStyles} from '../styles/chat.js';
import {composer} from './composer.js';
import {framed} from './frame.js';
import {panelIcon} from './icons.js';
import {rows} from './rows.js';
import {timeline} from './timeline.js';

addStrings(chatStrings);

/** The chat with everyone in the call, or with one of them. */
export const chat = framed('chat', chatStyles, render);

function render(context: Context): TemplateResult {
  const {messages, transfers, participants, strings, ui, options} = context;
  return html`
    <div
      class="messages"
      part="messages"
      role="log"
      aria-label=${strings.chat}
      tabindex="0"
      @scroll=${markEnd}
    >
      ${messages.length + transfers.length === 0 ? html`<p class="hint" part="hint">${strings.chatEmpty}</p>` : nothing}
      <div ${rows(timeline(context))}></div>
    </div>
    <button type="button" class="latest" part="latest-button" @click=${scrollToEnd}>
      ${panelIcon('arrowDown')}${strings.latestMessages}
    </button>
    <div class="composing">
      ${participants.length === 0 ? html`<p class="hint alone" part="hint">${strings.chatAlone}</p>` : nothing}
      ${guard([participants, strings, ui, options], () => composer(context))}
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
