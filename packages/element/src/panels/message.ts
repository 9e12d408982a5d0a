import type {ChatMessage} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {nameOfPerson} from '../names.js';
import {panelIcon} from './icons.js';

const clocks = new Map<string, Intl.DateTimeFormat>();

/** Formats a time of day. Kept for each language: to create one takes longer than to render a message. */
function clockOf(lang: string): Intl.DateTimeFormat {
  const clock =
    clocks.get(lang) ?? new Intl.DateTimeFormat(lang || undefined, {hour: 'numeric', minute: '2-digit'});
  clocks.set(lang, clock);
  return clock;
}

/** Who said or sent something, when, and to whom if only one person got it. */
export const sender = (
  name: string,
  time: number,
  privately: string | undefined,
  {lang}: Pick<Context, 'lang'>,
): TemplateResult =>
  html`<p class="sender" part="message-sender">
    <b dir="auto" part="message-name">${name}</b>
    <time part="message-time" datetime=${new Date(time).toISOString()}>${clockOf(lang).format(time)}</time>
    ${
      privately === undefined
        ? nothing
        : html`<span class="privately" part="message-private">${panelIcon('lock')}${privately}</span>`
    }
  </p>`;

/** `recipient` is the name of who alone got it, if it is private. */
export function messageTemplate(
  {from, displayName, text, time, isMine, to}: ChatMessage,
  isFollowing: boolean,
  recipient: string,
  context: Context,
): TemplateResult {
  const {strings} = context;
  const privately = to === undefined ? undefined : isMine ? strings.onlyTo(recipient) : strings.onlyToYou;
  const style = [isMine ? 'mine' : '', to === undefined ? '' : 'private', isFollowing ? 'following' : ''];
  const size = isEmojiOnly(text) ? 'text emoji-only' : 'text';
  // Spaces are kept in the text, so there must be none around it.
  return html`<article class="message ${style.join(' ')}" part="message">
    ${isFollowing ? nothing : sender(isMine ? strings.me : nameOfPerson({id: from, displayName}, context), time, privately, context)}
    <p class=${size} part="message-text" dir="auto">${withLinks(text)}</p>
  </article>`;
}

/** A URL ends before punctuation, and before a bracket that it does not open itself. */
const URLS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'’”)\]}])/i;

/** Turns URLs into links. Everything else stays text, so messages can't contain markup. */
function withLinks(text: string) {
  return text
    .split(URLS)
    .map((piece, index) =>
      index % 2 === 1
        ? html`<a href=${piece} target="_blank" rel="noopener noreferrer nofollow">${piece}</a>`
        : piece,
    );
}

const EMOJI = /^(?:[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Regional_Indicator}\s]|\u200d|\ufe0f)+$/u;
/** How many emoji are shown large, and the length at which it isn't worth counting them. */
const MAX_LARGE = 3;
const MAX_LARGE_UNITS = 60;
const segmenter = new Intl.Segmenter();

/** Whether the text is nothing but one to three emoji. */
export const isEmojiOnly = (text: string): boolean =>
  text.length <= MAX_LARGE_UNITS &&
  EMOJI.test(text) &&
  [...segmenter.segment(text.replaceAll(/\s/g, ''))].length <= MAX_LARGE;
