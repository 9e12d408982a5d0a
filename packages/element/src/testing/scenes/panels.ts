import {ReactionEvent} from '@rtc-call/engine';
import {click, part, until} from '../dom.js';
import {NAMES, devices, inCall, joined, me, openPanel, room, type Scenes} from './scene.js';

/** What opens over the stage or beside it, other than the chat and the connection details. */
export const panelScenes: Scenes = {
  settings: {
    attributes: {...joined, 'display-name': 'Emmy Noether'},
    arrange: async (call, element) => {
      inCall(1)(call);
      call.setLocal({devices: devices()});
      await openPanel(element, 'settings');
      part(element, 'meter')?.querySelector('span')?.style.setProperty('--level', '0.6');
    },
  },
  'lobby-settings': {
    attributes: room,
    arrange: async (call, element) => {
      call.set({state: 'lobby', local: me({devices: devices()})});
      await openPanel(element, 'settings');
    },
  },
  people: {
    attributes: {...joined, 'display-name': 'Emmy Noether'},
    arrange: async (call, element) => {
      inCall(6, index => ({
        isHandRaised: index === 0,
        isMicrophoneMuted: index % 2 === 1,
        isCameraMuted: index === 3,
        isSpeaking: index === 2,
        quality: index === 4 ? 'poor' : 'good',
        status: index === 5 ? 'reconnecting' : 'connected',
      }))(call);
      call.set({members: [{id: 'm', displayName: 'Jean Bartik', isIn: false, isHost: false}]});
      await openPanel(element, 'people');
    },
  },
  'people-open': {
    // Of its own: the page's has another port, and so another QR code, each time.
    attributes: {...joined, link: 'https://example.com/standup'},
    arrange: async (call, element) => {
      inCall(3, index =>
        index === 1 ? {displayName: NAMES[1]!.repeat(5), isMicrophoneMuted: true, isCameraMuted: true} : {},
      )(call);
      await openPanel(element, 'people');
      for (const details of element.shadowRoot!.querySelectorAll<HTMLDetailsElement>(
        '[part=person-details], .invite details',
      ))
        details.open = !details.nextElementSibling && details.closest('li:nth-child(3), .invite') !== null;
    },
  },
  'people-alone': {
    attributes: joined,
    arrange: async (call, element) => {
      call.set({state: 'waiting', room: 'standup', local: me()});
      await openPanel(element, 'people');
    },
  },
  more: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      await click(element, 'control-more');
    },
  },
  reactions: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(3, index => ({isHandRaised: index === 1, handRaisedAt: index === 1 ? 1 : null}))(call);
      call.setLocal({isHandRaised: true, handRaisedAt: 2});
      await click(element, 'control-reactions');
      for (const [from, emoji] of [
        ['peer-0', '🎉'],
        ['peer-0', '👏'],
        ['peer-2', '❤️'],
        ['me', '👍'],
      ] as const)
        call.dispatchEvent(new ReactionEvent({from, emoji, isMine: from === 'me'}));
    },
  },
  shortcuts: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      // A touch screen has no keys.
      if (matchMedia('(pointer: coarse)').matches) return;
      await click(element, 'control-shortcuts');
      await until(() => part(element, 'menu-shortcuts'));
    },
  },
};
