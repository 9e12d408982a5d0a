import type {ChatMessage} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {addStrings} from '../strings/index.js';
import {chatStrings} from '../strings/chat.js';
import {chatStyles} from '../styles/chat.js';
import {composer} from './composer.js';
import {framed} from './frame.js';
import {panelIcon} from './icons.js';
import {messageTemplate} from './message.js';
import {nameOfId} from './person.js';
import {rows, type Row} from './rows.js';

addStrings(chatStrings);

/** The chat with everyone in the call, or with one of them. */
export const chat = framed('chat', chatStyles, render);

function render(context: Context): TemplateResult {
  const {messages, participants, strings} = context;
  return html`
    <div
      class="messages"
      part="messages"
      role="log"
      aria-label=${strings.chat}
      tabindex="0"
      @scroll=${markEnd}
    >
      ${messages.length === 0 ? html`<p class="hint">${strings.chatEmpty}</p>` : nothing}
      <div ${rows(rowsOf(context))}></div>
    </div>
    <button type="button" class="latest" part="latest-button" @click=${scrollToEnd}>
      ${panelIcon('arrowDown')}${strings.latestMessages}
    </button>
    <div class="composing">
      ${participants.length === 0 ? html`<p class="hint alone">${strings.chatAlone}</p>` : nothing}
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

/** Messages of one sender within this time, in ms, are grouped under one name. */
const GROUP_MS = 120_000;

const isFollowing = (previous: ChatMessage | undefined, {from, time, to}: ChatMessage) =>
  previous?.from === from && previous.to === to && time - previous.time < GROUP_MS;

function rowsOf(context: Context): readonly Row[] {
  const {messages, participants, strings, lang} = context;
  return messages.map((message, index) => {
    const follows = isFollowing(messages[index - 1], message);
    // The name at the time when it was sent: who has left has none any more.
    const render = () =>
      messageTemplate(message, follows, nameOfId(message.to ?? '', participants, strings), context);
    return {key: message, uses: [follows, strings, lang], render};
  });
}
