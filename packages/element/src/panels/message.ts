import type {ChatMessage} from '@rtc-call/engine';
import {html, render, type TemplateResult} from 'lit';
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

/**
 * What each message has, to be copied: for what never changes and comes in thousands. A template, which could be updated,
 * takes several times as long, and so do attributes that are set one by one.
 */
const blank = made(
  html`<article part="message">
    <p class="sender" part="message-sender">
      <b dir="auto" part="message-name"></b> <time part="message-time"></time>
    </p>
    <p part="message-text" dir="auto"></p>
  </article>`,
);
const blankLink = made(html`<a target="_blank" rel="noopener noreferrer nofollow"></a>`);

function made(template: TemplateResult): HTMLElement {
  const fragment = document.createDocumentFragment();
  render(template, fragment);
  return fragment.firstElementChild as HTMLElement;
}

const copyOf = <T extends Node>(node: T) => node.cloneNode(true) as T;

/** Who said or sent something, when, and to whom if only one person got it. */
export const sender = (name: string, time: number, privately: string | undefined, context: Context) =>
  filled(copyOf(blank.firstElementChild!), name, time, privately, context);

function filled(
  line: Element,
  name: string,
  time: number,
  privately: string | undefined,
  {lang}: Pick<Context, 'lang'>,
): Element {
  const when = line.lastElementChild as HTMLTimeElement;
  line.firstElementChild!.textContent = name;
  when.dateTime = new Date(time).toISOString();
  when.textContent = clockOf(lang).format(time);
  if (privately !== undefined) {
    const mark = html`<span class="privately" part="message-private">${panelIcon('lock')}${privately}</span>`;
    line.append(' ', made(mark));
  }
  return line;
}

/** `recipient` is the name of who alone got it, if it is private. Text stays text, so messages can't contain markup. */
export function messageElement(
  {from, displayName, text, time, isMine, to}: ChatMessage,
  isFollowing: boolean,
  recipient: string,
  context: Context,
): HTMLElement {
  const {strings} = context;
  const message = copyOf(blank);
  message.className = `message${isMine ? ' mine' : ''}${to === undefined ? '' : ' private'}${isFollowing ? ' following' : ''}`;
  const [line, said] = [message.firstElementChild!, message.lastElementChild!];
  said.className = isEmojiOnly(text) ? 'text emoji-only' : 'text';
  said.append(...withLinks(text));
  if (isFollowing) line.remove();
  else {
    const privately = to === undefined ? undefined : isMine ? strings.onlyTo(recipient) : strings.onlyToYou;
    filled(
      line,
      isMine ? strings.me : nameOfPerson({id: from, displayName}, context),
      time,
      privately,
      context,
    );
  }
  return message;
}

/** A URL ends before punctuation, and before a bracket that it does not open itself. */
const URLS = /(https?:\/\/[^\s<>"]*[^\s<>".,;:!?'’”)\]}])/i;

/** Turns URLs into links. */
const withLinks = (text: string): (string | Node)[] =>
  text.split(URLS).map((piece, index) => (index % 2 === 1 ? linkTo(piece) : piece));

function linkTo(url: string) {
  const anchor = copyOf(blankLink) as HTMLAnchorElement;
  anchor.href = anchor.textContent = url;
  return anchor;
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
