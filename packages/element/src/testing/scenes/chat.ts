import {CallError, type ChatMessage, type FileTransfer} from '@rtc-call/engine';
import {panels} from '../../panels/index.js';
import {type RtcCall} from '../../rtc-call.js';
import {fileTransfer} from '../file-transfer.js';
import {click, part, until} from '../dom.js';
import {NAMES, inCall, joined, me, openPanel, type Scenes} from './scene.js';

const said = (from: number, text: string, minutes: number): ChatMessage => ({
  id: text,
  from: `peer-${from}`,
  displayName: from < 0 ? '' : NAMES[from]!,
  text,
  time: Date.UTC(2026, 0, 5, 9, 30 + minutes),
  isMine: from < 0,
});

const CHAT = [
  said(0, 'Good morning! Notes are at https://example.com/notes.', 0),
  said(0, 'Please add what you’re working on.', 0),
  said(-1, 'Morning. Done, thank you.', 2),
  said(
    1,
    'I’ll be two minutes late to the next one, the train is slow today and the tunnel ahead has no network.',
    5,
  ),
  said(1, '🚂💨', 5),
  {...said(-1, 'Shall I start without you?', 6), to: 'peer-1'},
  {...said(1, 'Yes please, the agenda is:\n1. numbers\n2. the new room\n3. anything else', 8), to: 'me'},
  said(-1, '👍', 9),
];

/** Without emoji, which not every machine has a font for. */
const PLAIN = CHAT.filter(({text}) => !/\p{Extended_Pictographic}/u.test(text));

const LONG = [
  said(0, 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft'.repeat(2), 0),
  said(1, `https://example.com/${'a-very-long-path/'.repeat(12)}?q=(x)`, 1),
  said(-1, 'word '.repeat(120), 2),
  said(0, 'مرحبا بالجميع، هذا نص من اليمين إلى اليسار', 3),
];

const time = (minutes: number) => Date.UTC(2026, 0, 5, 9, 40 + minutes);

const typed = async (element: RtcCall, text: string, recipient?: string) => {
  const find = (name: string) =>
    until(() => part(element, name) as HTMLSelectElement | HTMLTextAreaElement | null);
  if (recipient) {
    const to = await find('chat-to');
    to.value = recipient;
    to.dispatchEvent(new Event('change'));
  }
  const field = await find('chat-field');
  field.value = text;
  field.dispatchEvent(new InputEvent('input'));
};

/** The chat and its files. */
export const chatScenes: Scenes = {
  'chat-alone': {
    attributes: joined,
    arrange: async (call, element) => {
      call.set({state: 'waiting', room: 'standup', local: me()});
      await click(element, 'control-chat');
    },
  },
  chat: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      call.set({messages: PLAIN});
      await openPanel(element, 'chat');
    },
  },
  'chat-empty': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      await openPanel(element, 'chat');
    },
  },
  'chat-long': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2, index => ({displayName: NAMES[index]!.repeat(4)}))(call);
      call.set({messages: LONG.map(message => ({...message, displayName: message.displayName.repeat(4)}))});
      await openPanel(element, 'chat');
      await typed(
        element,
        'A private line.\nAnd a second one, which is longer than the field is wide.\nThird.',
        'peer-1',
      );
    },
  },
  'chat-files': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(3)(call);
      const to = (peer: number, change: Partial<FileTransfer>) =>
        fileTransfer({
          id: `to-${peer}`,
          offer: 'mine',
          peer: `peer-${peer}`,
          direction: 'send',
          name: 'Quarterly figures, final version (3) with comments.xlsx',
          size: 84_213,
          time: time(2),
          ...change,
        });
      call.set({
        messages: CHAT.slice(0, 1),
        transfers: [
          fileTransfer({id: 'a', peer: 'peer-0', time: time(0)}),
          fileTransfer({
            id: 'b',
            peer: 'peer-1',
            name: 'recording.webm',
            size: 1.23e9,
            status: 'active',
            transferred: 4.5e8,
            time: time(1),
          }),
          to(0, {status: 'done'}),
          to(1, {status: 'active', transferred: 42_000}),
          to(2, {status: 'active'}),
          fileTransfer({
            id: 'c',
            peer: 'peer-2',
            name: 'notes.txt',
            size: 0,
            status: 'done',
            blob: new Blob(),
            time: time(3),
          }),
          to(1, {
            id: 'x',
            offer: 'x',
            name: 'photo.heic',
            status: 'declined',
            time: time(4),
            blob: new Blob(),
          }),
        ],
      });
      await openPanel(element, 'chat');
    },
  },
  'chat-dragging': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      const dataTransfer = new DataTransfer();
      dataTransfer.items.add(new File([], 'a.txt'));
      element.dispatchEvent(new DragEvent('dragover', {dataTransfer, cancelable: true}));
      await Promise.resolve();
    },
  },
  'chat-scrolled': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      call.set({
        messages: Array.from({length: 12}, () => CHAT)
          .flat()
          .map(message => ({...message})),
      });
      await openPanel(element, 'chat');
      const list = part(element, 'messages')!;
      await until(() => list.scrollHeight > list.clientHeight + 900);
      list.scrollTop = -900;
    },
  },
  'chat-emoji': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      call.set({messages: CHAT});
      await openPanel(element, 'chat');
      await click(element, 'control-emoji');
    },
  },
  'chat-failed': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      call.failing = {command: 'sendChatMessage', error: new CallError('not-connected')};
      await openPanel(element, 'chat');
      await typed(element, 'Can anybody hear me?');
      await click(element, 'control-send');
    },
  },
  'chat-recipient-left': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      call.set({messages: CHAT});
      await openPanel(element, 'chat');
      await typed(element, 'One more thing', 'peer-1');
      inCall(1)(call);
    },
  },
  'chat-not-loaded': {
    attributes: joined,
    arrange: async (call, element) => {
      const failure = new CallError('code-not-loaded');
      const {chat} = panels;
      Object.assign(panels, {chat: {failure, load: () => Promise.reject(failure)}});
      inCall(2)(call);
      await click(element, 'control-chat');
      await until(() => part(element, 'again-button'));
      return () => Object.assign(panels, {chat});
    },
  },
  'chat-unread': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.set({messages: CHAT});
    },
  },
};
