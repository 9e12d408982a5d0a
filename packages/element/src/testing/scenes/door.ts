import type {Door, Knock} from '@rtc-call/engine';
import type {RtcCall} from '../../rtc-call.js';
import {doorViews} from '../../door/index.js';
import {menus} from '../../menus/index.js';
import {click, part, until} from '../dom.js';
import type {FakeCall} from '../fake-call.js';
import {NAMES, inCall, joined, me, member, openPanel, room, type Scenes} from './scene.js';
import {desktop} from './video.js';

const TEXTS = ['I’m the new designer, Radia invited me', '', 'From the vendor', ''];

/** So many people who knock. */
const asking = (count: number): Knock[] =>
  Array.from({length: count}, (_, index) => ({
    id: `knock-${index}`,
    displayName: `${NAMES[(index + 3) % NAMES.length]!}${index < NAMES.length ? '' : ` ${index}`}`,
    text: TEXTS[index % TEXTS.length]!,
  }));

/** A host in a call with this many others, of whom one is a host as well. */
const hosting =
  (count: number, door: Partial<Door> = {}, then?: (call: FakeCall, element: RtcCall) => unknown) =>
  async (call: FakeCall, element: RtcCall) => {
    inCall(count, index => ({
      isMicrophoneMuted: index === 2,
      isHost: index === 1,
      screen: index === 0 && door.isLocked === undefined ? desktop() : null,
    }))(call);
    call.setDoor({role: 'host', ...door});
    await until(() => doorViews.loaded);
    await element.updateComplete;
    return then?.(call, element);
  };

const openPeople = (_: FakeCall, element: RtcCall) => openPanel(element, 'people');

const outside = async (call: FakeCall) => {
  call.set({state: 'lobby', isOnline: true, local: me()});
  call.setDoor({isKnockRequired: true});
  await until(() => doorViews.loaded);
};

/** A room with a door, from both sides. */
export const doorScenes: Scenes = {
  'lobby-closed-door': {attributes: {...room, 'room-label': 'Monday standup'}, arrange: outside},
  knocking: {
    attributes: room,
    arrange: async call => {
      await outside(call);
      call.set({state: 'knocking'});
    },
  },
  'knocking-without-lobby': {
    attributes: joined,
    arrange: async call => {
      await outside(call);
      call.set({state: 'knocking'});
    },
  },
  'knock-notice': {attributes: joined, arrange: hosting(2, {isLocked: true, knocks: asking(1)})},
  'knock-notice-crowd': {attributes: joined, arrange: hosting(4, {isLocked: true, knocks: asking(9)})},
  'host-people': {attributes: joined, arrange: hosting(3, {}, openPeople)},
  'host-people-three-knocks': {
    attributes: joined,
    arrange: hosting(3, {isLocked: true, knocks: asking(3)}, openPeople),
  },
  'host-people-crowd': {
    attributes: joined,
    arrange: hosting(3, {isLocked: true, knocks: asking(50), knockCount: 60}, openPeople),
  },
  'host-person': {
    attributes: joined,
    arrange: hosting(3, {}, async (_, element) => {
      await openPanel(element, 'people');
      const details = element.shadowRoot!.querySelector<HTMLDetailsElement>('[part=person-details]')!;
      details.open = true;
    }),
  },
  'host-tile-menu': {
    attributes: joined,
    arrange: hosting(1, {}, async (_, element) => {
      await menus.load();
      await click(element, 'host-button');
      await until(() => part(element, 'menu-person'));
    }),
  },
  'host-remove': {
    attributes: joined,
    arrange: hosting(3, {isLocked: true}, async (_, element) => {
      await menus.load();
      await click(element, 'host-button');
      await click(element, 'remove-button');
      await until(() => part(element, 'menu-confirm'));
    }),
  },
  'host-leave': {
    attributes: joined,
    arrange: hosting(3, {isLocked: true}, async (_, element) => {
      await menus.load();
      await click(element, 'control-leave');
      await until(() => part(element, 'menu-confirm'));
    }),
  },
  'muted-by-host': {
    attributes: joined,
    arrange: async call => {
      inCall(2)(call);
      call.moderate('muted');
      await until(() => doorViews.loaded);
    },
  },
  'guest-people-locked': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2, index => ({isHost: index === 0}))(call);
      call.set({members: [member(0), member(1)]});
      call.setDoor({isLocked: true});
      await until(() => doorViews.loaded);
      await openPanel(element, 'people');
    },
  },
  'ended-removed': {
    attributes: joined,
    arrange: call => {
      inCall(2)(call);
      call.end('removed');
    },
  },
  'ended-not-admitted': {attributes: joined, arrange: call => call.end('not-admitted')},
  'ended-for-all': {
    attributes: joined,
    arrange: call => {
      inCall(2)(call);
      call.end('ended-by-host');
    },
  },
};
