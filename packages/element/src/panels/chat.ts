import type {ChatMessage} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {addStrings, type Strings} from '../strings/index.js';
import {chatStrings} from '../strings/chat.js';
import {chatStyles} from '../styles/chat.js';
import {framed} from './frame.js';

addStrings(chatStrings);

/** The chat with everyone in the call. */
export const chat = framed('chat', chatStyles, render);

function render(context: Context): TemplateResult {
  const {messages, participants, strings, ui, commands} = context;
  const submit = async (event: SubmitEvent) => {
    event.preventDefault();
    const field = (event.target as HTMLFormElement).elements.namedItem('text') as HTMLInputElement;
    const draft = field.value;
    const text = draft.trim();
    if (text === '' || !(await commands.sendChat(text)) || field.value !== draft) return;
    field.value = '';
    commands.keepDraft('');
  };
  return html`
    <div class="messages" part="messages" role="log" aria-label=${strings.chat} tabindex="0">
      ${messages.length === 0 ? html`<p class="hint">${strings.chatEmpty}</p>` : nothing}
      <div>${linesOf(context)}</div>
    </div>
    ${participants.length === 0 ? html`<p class="hint alone">${strings.chatAlone}</p>` : nothing}
    <form class="compose" @submit=${submit}>
      <input
        name="text"
        part="chat-field"
        autocomplete="off"
        maxlength="16000"
        aria-label=${strings.chatPlaceholder}
        placeholder=${strings.chatPlaceholder}
        .value=${ui.draft}
        @input=${(event: InputEvent) => commands.keepDraft((event.target as HTMLInputElement).value)}
        data-focus
      />
      <button class="control" part="control control-send" aria-label=${strings.send}>${icon('send')}</button>
    </form>
  `;
}

interface Lines {
  readonly strings: Strings;
  readonly lang: string;
  readonly templates: readonly TemplateResult[];
}

/** The lines of each list of messages: the panel is rendered often, and the list is another one only after a message. */
const rendered = new WeakMap<readonly ChatMessage[], Lines>();

function linesOf(context: Context): readonly TemplateResult[] {
  const {messages, strings, lang} = context;
  let lines = rendered.get(messages);
  if (!lines || lines.strings !== strings || lines.lang !== lang) {
    const templates = messages.map((message, index) =>
      messageTemplate(message, messages[index - 1], context),
    );
    rendered.set(messages, (lines = {strings, lang, templates}));
  }
  return lines.templates;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formats a time of day. Kept for each language: to create one takes longer than to render a message. */
function clockOf(lang: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(lang) ?? new Intl.DateTimeFormat(lang || undefined, {hour: 'numeric', minute: '2-digit'});
  clocks.set(lang, clock);
  return clock;
}

/** Messages of one sender within this time, in ms, are grouped under one name. */
const GROUP_MS = 120_000;

function messageTemplate(message: ChatMessage, previous: ChatMessage | undefined, {strings, lang}: Context) {
  const {from, displayName, text, time, isMine} = message;
  const isFollowing = previous?.from === from && time - previous.time < GROUP_MS;
  return html`<article class=${isMine ? 'message mine' : 'message'} part="message">
    ${
      isFollowing
        ? nothing
        : html`<p class="sender">
            <b>${isMine ? strings.me : displayName || strings.guest}</b>
            <time datetime=${new Date(time).toISOString()}>${clockOf(lang).format(time)}</time>
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
