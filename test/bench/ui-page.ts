/**
 * The page of ui.ts: `<rtc-call>` over a call that the page controls, and the same stage and chat in hand-written plain DOM over
 * such a call. Both learn what happens from its events, so what the call itself takes is on both sides.
 *
 * A tile of the plain page shows what one of ours does: video, name, mute mark, bars of the connection, and a pin button for
 * whoever points at it. It has the same grid, the largest that fits, in CSS grid; and it takes the stream from a video that
 * goes, because otherwise its decoder lives until the next garbage collection. A message has a sender, a time and links, and the
 * list keeps its end in view by CSS, as ours does: to read a height would measure the browser's layout. It does nothing else: it
 * has no controls, no menus, no announcements, one language, and never changes what it has made.
 */
import type {ChatMessage, ChatMessageEvent, Participant} from '@rtc-call/engine';
import {bestGrid} from '../../packages/element/src/views/grid.js';
import {FakeCall, localWith, participant} from '../../packages/element/src/testing/fake-call.js';
import {RtcCall} from '../../packages/element/src/rtc-call.js';

/** One implementation of the same page. */
export interface UiPage {
  /** Shows a call with these people, and waits until it is drawn. */
  open(people: readonly Participant[]): Promise<void>;
  showPeople(people: readonly Participant[]): void;
  openChat(messages: readonly ChatMessage[]): Promise<void>;
  showMessages(messages: readonly ChatMessage[]): void;
}

/** How many people can come as the last one. */
const ROUNDS = 200;

declare global {
  interface Window {
    bench: {
      readonly pages: Readonly<Record<'ours' | 'plain', () => UiPage>>;
      /** The other 23, and another 24th person in each round. */
      readonly people: (round?: number) => readonly Participant[];
      readonly messages: (count: number) => readonly ChatMessage[];
      readonly drawn: () => Promise<void>;
    };
    /** The page under test. */
    shown?: UiPage;
  }
}

/** Resolves when the current changes are on the screen. */
const drawn = () =>
  new Promise<void>(resolve => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));

/** A picture that doesn't change. */
function still(hue: number): MediaStream {
  const canvas = Object.assign(document.createElement('canvas'), {width: 320, height: 180});
  const paint = canvas.getContext('2d')!;
  paint.fillStyle = `hsl(${hue} 40% 50%)`;
  paint.fillRect(0, 0, 320, 180);
  return canvas.captureStream();
}

const person = (index: number, stream: MediaStream) =>
  participant({
    id: `peer-${index}`,
    displayName: `Person ${index}`,
    isCameraMuted: false,
    isMicrophoneMuted: index % 3 === 0,
    quality: index % 5 === 0 ? 'poor' : 'good',
    stream,
  });

/** Everyone but me who stays, and those who come as the 25th person, one after the other. */
const others = Array.from({length: 23}, (_, index) => person(index, still(index * 15)));
const picture = still(180);
const latecomers = Array.from({length: ROUNDS}, (_, round) =>
  person(others.length + round, new MediaStream(picture.getTracks())),
);

const everything = Array.from({length: 1_000}, (_, index): ChatMessage => ({
  id: `message-${index}`,
  from: `peer-${index % 7}`,
  displayName: `Person ${index % 7}`,
  text: `Message ${index}, with a link to https://example.com/${index} in it`,
  time: Date.UTC(2026, 0, 5, 9, index),
  isMine: false,
}));

const me = participant({id: 'me', displayName: 'Me', stream: still(200)});

function ours(): UiPage {
  const call = new FakeCall();
  return {
    async open(people) {
      const element = document.createElement('rtc-call');
      element.setAttribute('room', 'bench');
      element.setAttribute('prejoin', 'off');
      call.join = () => Promise.resolve();
      element.createCall = () => call;
      document.body.replaceChildren(element);
      await element.updateComplete;
      call.set({
        state: 'connected',
        room: 'bench',
        isOnline: true,
        local: localWith({stream: me.stream}),
        participants: people,
      });
      const stage = () => element.shadowRoot!.querySelectorAll('.tile').length > 0;
      while (!stage()) await drawn();
      await drawn();
    },
    showPeople: participants => call.set({participants}),
    async openChat(messages) {
      call.set({messages});
      const root = document.querySelector('rtc-call')!.shadowRoot!;
      root.querySelector<HTMLElement>('[part~="control-chat"]')!.click();
      while (!root.querySelector('.message')) await drawn();
      await drawn();
    },
    showMessages: messages => call.set({messages}),
  };
}

const MUTED =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 19v3M15 9.34V5a3 3 0 0 0-5.68-1.33M16.95 16.95A7 7 0 0 1 5 12v-2M18.89 13.23A7 7 0 0 0 19 12v-2M2 2l20 20M9 9v3a3 3 0 0 0 5.12 2.12"/></svg>';
const PIN =
  '<svg viewBox="0 0 24 24" aria-hidden="true"><path d="M12 17v5M9 10.76a2 2 0 0 1-1.11 1.79l-1.78.9A2 2 0 0 0 5 15.24V16h14v-.76a2 2 0 0 0-1.11-1.79l-1.78-.9A2 2 0 0 1 15 10.76V4H9z"/></svg>';
const bars = (full: number) =>
  `<svg viewBox="0 0 14 12" aria-hidden="true">${[0, 1, 2, 3]
    .map(
      index =>
        `<rect class="${index < full ? 'full' : ''}" x="${index * 4}" y="${9 - index * 3}" width="2.5" height="${3 + index * 3}" rx="1"/>`,
    )
    .join('')}</svg>`;
const [FOUR_BARS, TWO_BARS] = [bars(4), bars(2)];

/** What somebody writes who needs this page only, and knows what changes. */
function plain(): UiPage {
  const call = new FakeCall();
  const stage = document.createElement('div');
  const chat = document.createElement('div');
  const log = document.createElement('div');
  const shown = new Map<string, HTMLElement>();
  let box = {width: 0, height: 0, gap: 0};
  stage.className = 'plain-stage';
  chat.className = 'plain-chat';
  chat.setAttribute('role', 'log');
  chat.setAttribute('aria-label', 'Chat');
  chat.append(log);

  function tile({displayName, stream, isMicrophoneMuted, quality}: Participant, isMe = false): HTMLElement {
    const figure = document.createElement('figure');
    const video = document.createElement('video');
    video.autoplay = video.playsInline = true;
    video.muted = isMe;
    video.setAttribute('aria-label', displayName);
    video.srcObject = stream;
    void video.play().catch(() => {});
    const caption = document.createElement('figcaption');
    if (isMicrophoneMuted) caption.append(drawing('span', 'muted', MUTED));
    const name = document.createElement('span');
    name.dir = 'auto';
    name.textContent = displayName;
    caption.append(name);
    figure.append(video, caption);
    if (isMe) return figure;
    caption.append(drawing('span', quality, quality === 'good' ? FOUR_BARS : TWO_BARS));
    const pin = drawing('button', `Pin ${displayName}`, PIN);
    pin.addEventListener('click', () => figure.classList.toggle('pinned'));
    figure.append(pin);
    return figure;
  }

  function drawing(tag: 'span' | 'button', label: string, svg: string): HTMLElement {
    const element = document.createElement(tag);
    if (tag === 'span') element.setAttribute('role', 'img');
    element.setAttribute('aria-label', label);
    element.innerHTML = svg;
    return element;
  }

  const showPeople = () => {
    const people = call.participants;
    for (const [id, figure] of shown)
      if (!people.some(person => person.id === id)) {
        figure.remove();
        figure.querySelector('video')!.srcObject = null;
        shown.delete(id);
      }
    for (const person of people) {
      if (shown.has(person.id)) continue;
      const figure = tile(person);
      shown.set(person.id, figure);
      stage.append(figure);
    }
    const {columns} = bestGrid(people.length + 1, box);
    stage.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
  };

  const time = new Intl.DateTimeFormat('en', {hour: 'numeric', minute: '2-digit'});
  const showMessage = ({message}: ChatMessageEvent) => {
    const article = document.createElement('article');
    const sender = document.createElement('p');
    const name = Object.assign(document.createElement('b'), {dir: 'auto', textContent: message.displayName});
    const at = document.createElement('time');
    at.dateTime = new Date(message.time).toISOString();
    at.textContent = time.format(message.time);
    sender.append(name, ' ', at);
    const text = document.createElement('p');
    text.dir = 'auto';
    for (const [index, piece] of message.text.split(/(https?:\/\/\S+)/).entries()) {
      if (index % 2 === 0) text.append(piece);
      else text.append(link(piece));
    }
    article.append(sender, text);
    log.append(article);
  };

  const link = (href: string) =>
    Object.assign(document.createElement('a'), {
      href,
      textContent: href,
      target: '_blank',
      rel: 'noopener noreferrer nofollow',
    });

  return {
    async open(people) {
      document.body.replaceChildren(stage);
      box = {width: stage.clientWidth, height: stage.clientHeight, gap: 8};
      stage.append(tile(me, true));
      call.addEventListener('rtc-participant-joined', showPeople);
      call.addEventListener('rtc-participant-left', showPeople);
      call.addEventListener('rtc-chat-message', showMessage);
      call.set({participants: people});
      await drawn();
    },
    showPeople: participants => call.set({participants}),
    async openChat(messages) {
      document.body.append(chat);
      call.set({messages});
      await drawn();
    },
    showMessages: messages => call.set({messages}),
  };
}

customElements.define('rtc-call', RtcCall);
window.bench = {
  pages: {ours, plain},
  people: round => (round === undefined ? others : [...others, latecomers[round]!]),
  messages: count => everything.slice(0, count),
  drawn,
};
