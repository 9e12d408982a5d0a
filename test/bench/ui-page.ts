/** The page of ui.ts: `<rtc-call>` over a call that the page controls, and the same stage and chat in hand-written plain DOM. */
import type {ChatMessage, Participant} from '@rtc-call/engine';
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

declare global {
  interface Window {
    bench: {
      readonly pages: Readonly<Record<'ours' | 'plain', () => UiPage>>;
      readonly people: (count: number) => readonly Participant[];
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

/** Everyone but me: 25 people in all. */
const everyone = Array.from({length: 24}, (_, index) =>
  participant({
    id: `peer-${index}`,
    displayName: `Person ${index}`,
    isCameraMuted: false,
    isMicrophoneMuted: index % 3 === 0,
    quality: index % 5 === 0 ? 'poor' : 'good',
    stream: still(index * 15),
  }),
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

/** What somebody writes who needs this page only, and knows what changes. */
function plain(): UiPage {
  const stage = document.createElement('div');
  const chat = document.createElement('div');
  const shown = new Map<string, HTMLElement>();
  let messageCount = 0;
  stage.className = 'plain-stage';
  chat.className = 'plain-chat';

  function tile({displayName, stream, isMicrophoneMuted, quality}: Participant): HTMLElement {
    const figure = document.createElement('figure');
    const video = document.createElement('video');
    video.autoplay = video.playsInline = true;
    video.setAttribute('aria-label', displayName);
    video.srcObject = stream;
    void video.play().catch(() => {});
    const caption = document.createElement('figcaption');
    if (isMicrophoneMuted) caption.append(mark('muted'));
    if (quality === 'poor') caption.append(mark('poor connection'));
    const name = document.createElement('span');
    name.textContent = displayName;
    caption.append(name);
    figure.append(video, caption);
    return figure;
  }

  function mark(label: string): HTMLElement {
    const sign = document.createElement('span');
    sign.setAttribute('role', 'img');
    sign.setAttribute('aria-label', label);
    sign.innerHTML = '<svg viewBox="0 0 24 24" width="16"><path d="M2 2l20 20M12 3v9"/></svg>';
    return sign;
  }

  const showPeople = (people: readonly Participant[]) => {
    for (const [id, figure] of shown)
      if (!people.some(person => person.id === id)) {
        figure.remove();
        shown.delete(id);
      }
    for (const person of people) {
      if (shown.has(person.id)) continue;
      const figure = tile(person);
      shown.set(person.id, figure);
      stage.append(figure);
    }
    const columns = Math.ceil(Math.sqrt(people.length + 1));
    stage.style.gridTemplateColumns = `repeat(${columns}, 1fr)`;
  };

  const time = new Intl.DateTimeFormat('en', {hour: 'numeric', minute: '2-digit'});
  const showMessages = (messages: readonly ChatMessage[]) => {
    for (const message of messages.slice(messageCount)) {
      const article = document.createElement('article');
      const sender = document.createElement('p');
      sender.textContent = `${message.displayName} ${time.format(message.time)}`;
      const text = document.createElement('p');
      for (const [index, piece] of message.text.split(/(https?:\/\/\S+)/).entries()) {
        if (index % 2 === 0) text.append(piece);
        else text.append(Object.assign(document.createElement('a'), {href: piece, textContent: piece}));
      }
      article.append(sender, text);
      chat.append(article);
    }
    messageCount = messages.length;
    chat.scrollTop = chat.scrollHeight;
  };

  return {
    async open(people) {
      document.body.replaceChildren(stage);
      stage.append(tile(me));
      showPeople(people);
      await drawn();
    },
    showPeople,
    async openChat(messages) {
      document.body.append(chat);
      showMessages(messages);
      await drawn();
    },
    showMessages,
  };
}

customElements.define('rtc-call', RtcCall);
window.bench = {
  pages: {ours, plain},
  people: count => everyone.slice(0, count),
  messages: count => everything.slice(0, count),
  drawn,
};
