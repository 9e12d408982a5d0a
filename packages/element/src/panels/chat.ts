import type {ChatMessage} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {chatStyles} from '../styles/chat.js';
import {framed} from './frame.js';

/** The chat with everyone in the call. */
export const chat = framed('chat', chatStyles, render);

function render(context: Context): TemplateResult {
  const {messages, strings, commands} = context;
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('text') as HTMLInputElement;
    const text = field.value.trim();
    if (text === '') return;
    commands.sendChat(text);
    field.value = '';
  };
  return html`
    <div class="messages" part="messages" role="log" aria-label=${strings.chat} tabindex="0">
      ${messages.length === 0 ? html`<p class="hint">${strings.chatEmpty}</p>` : nothing}
      ${messages.map((message, index) => messageTemplate(message, messages[index - 1], context))}
    </div>
    <form class="compose" @submit=${submit}>
      <input
        name="text"
        part="chat-field"
        autocomplete="off"
        maxlength="16000"
        aria-label=${strings.chatPlaceholder}
        placeholder=${strings.chatPlaceholder}
        data-focus
      />
      <button class="control" part="control control-send" aria-label=${strings.send}>${icon('send')}</button>
    </form>
  `;
}

/** Messages of one sender within this time, in ms, are grouped under one name. */
const GROUP_MS = 120_000;

function messageTemplate(message: ChatMessage, previous: ChatMessage | undefined, {strings, lang}: Context) {
  const {from, displayName, text, time, isMine} = message;
  const isFollowing = previous?.from === from && time - previous.time < GROUP_MS;
  const clock = new Intl.DateTimeFormat(lang || undefined, {hour: 'numeric', minute: '2-digit'}).format(time);
  return html`<article class=${isMine ? 'message mine' : 'message'} part="message">
    ${
      isFollowing
        ? nothing
        : html`<p class="sender">
            <b>${isMine ? strings.me : displayName || strings.guest}</b>
            <time datetime=${new Date(time).toISOString()}>${clock}</time>
          </p>`
    }
    <p class="text" dir="auto">${withLinks(text)}</p>
  </article>`;
}

/** Turns URLs into links. Everything else stays text, so messages can't contain markup. */
function withLinks(text: string) {
  return text
    .split(/(https?:\/\/[^\s<>"]+[^\s<>".,;:!?)\]])/)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href=${piece} target="_blank" rel="noopener noreferrer nofollow">${piece}</a>`
        : piece,
    );
}
