import type {CallEventMap, Participant} from '@rtc-call/engine';
import type {AnyCallEvent} from './call-controller.js';
import type {Context} from './context.js';
import {endTitle} from './end-title.js';
import {nameOf, nameOfPerson} from './names.js';
import type {Strings} from './strings/index.js';
import {listOf} from './views/people.js';

/** An event of the call, or a text. */
export type News = AnyCallEvent | ((strings: Strings) => string);

/** Several events of one kind, told in one sentence: the names of the people by their ids, and the number of events. */
interface Group {
  readonly names: Map<string, string>;
  count: number;
  readonly say: (names: string, people: number, count: number) => string;
}

/** By its name: the classes are in another chunk. */
const is = <T extends keyof CallEventMap>(event: AnyCallEvent, type: T): event is CallEventMap[T] =>
  event.type === type;

/** Whose hand was raised in the event before: other changes of the same person are no news. */
const raisedHands = new WeakMap<MediaStream, number>();

/** The texts to announce for what has happened, in the order in which the first event of each kind came. */
export function announcementsOf(news: readonly News[], context: Context): string[] {
  const {strings, ui} = context;
  const told = new Map<string, Group | string>();
  const group = (kind: string, id: string, name: string, say: Group['say']) => {
    let entry = told.get(kind) as Group | undefined;
    if (!entry) told.set(kind, (entry = {names: new Map(), count: 0, say}));
    entry.names.set(id, name);
    entry.count += 1;
  };
  const person = (kind: string, who: Pick<Participant, 'id' | 'displayName'>, say: Group['say']) =>
    group(kind, who.id, nameOfPerson(who, context), say);
  for (const event of news) {
    if (typeof event === 'function') {
      const text = event(strings);
      told.set(`text ${text}`, text);
    } else if (is(event, 'rtc-participant-joined')) {
      // A hand that was already raised is a mark on the tile, and no news.
      seesNewHand(event.participant);
      if (!takeBack(told, 'left', event.participant.id)) person('joined', event.participant, strings.joined);
    } else if (is(event, 'rtc-participant-left')) {
      if (!takeBack(told, 'joined', event.participant.id)) person('left', event.participant, strings.left);
    } else if (is(event, 'rtc-participant-updated')) {
      if (seesNewHand(event.participant)) person('hand', event.participant, strings.raisedHands);
    } else if (is(event, 'rtc-chat-message')) {
      const {isMine, from, displayName} = event.message;
      // The chat itself is a live region.
      if (isMine || ui.panel === 'chat') continue;
      const say: Group['say'] = (names, _, count) => strings.newMessages(names, count);
      person('chat', {id: from, displayName}, say);
    } else if (is(event, 'rtc-file')) {
      const {name, direction, status} = event.transfer;
      if (direction === 'receive' && status === 'offered' && ui.panel !== 'chat')
        told.set(`file ${name}`, strings.newFile(name));
    } else if (is(event, 'rtc-reaction')) {
      const sender = context.participants.find(({id}) => id === event.from);
      const {emoji} = event;
      if (sender && !event.isMine)
        person(`reaction ${emoji}`, sender, names => strings.reacted(names, emoji));
    } else if (is(event, 'rtc-network-quality-change')) {
      // In a call of two, the state says the same.
      if (event.quality === 'lost' && context.participants.length > 1)
        person('lost', event.participant, strings.connectionsLost);
    } else {
      const text = textOf(event, context);
      if (text) told.set(event.type, text);
    }
  }
  return [...told.values()].map(entry =>
    typeof entry === 'string'
      ? entry
      : entry.say(
          listOf([...entry.names.values()], entry.names.size, context),
          entry.names.size,
          entry.count,
        ),
  );
}

/** Forgets what has been undone before anybody heard of it. Returns whether there was something. */
function takeBack(told: Map<string, Group | string>, kind: string, id: string): boolean {
  const entry = told.get(kind) as Group | undefined;
  const wasThere = entry?.names.delete(id) ?? false;
  if (entry?.names.size === 0) told.delete(kind);
  return wasThere;
}

function seesNewHand({stream, handRaisedAt}: Participant): boolean {
  const before = raisedHands.get(stream);
  if (handRaisedAt === null) raisedHands.delete(stream);
  else raisedHands.set(stream, handRaisedAt);
  return handRaisedAt !== null && before !== handRaisedAt;
}

/** The text for an event that replaces earlier ones of its type; empty if there is nothing to announce. */
function textOf(event: AnyCallEvent, context: Context): string {
  const {strings, ui, outgoing} = context;
  if (is(event, 'rtc-incoming-call'))
    return ui.isRingSuppressed ? '' : strings.isCalling(nameOf(event, strings.someone));
  if (is(event, 'rtc-ring-updated'))
    return event.outgoing?.isSeen ? strings.theySeeYou(nameOf(event.outgoing, strings.someone)) : '';
  if (!is(event, 'rtc-state-change')) return '';
  switch (event.state) {
    case 'waiting':
      return strings.waitingTitle;
    case 'dialing':
      return strings.calling(nameOf(outgoing, strings.someone));
    case 'connecting':
      return strings.connecting;
    case 'connected':
      return strings.connected;
    case 'reconnecting':
      return strings.reconnecting;
    case 'ended':
      return [endTitle(context, event.endReason ?? 'hung-up'), context.endText].filter(Boolean).join(': ');
    case 'ringing':
    case 'idle':
    case 'knocking': // said when its text is loaded (door/state.ts)
    case 'lobby':
      return '';
  }
}
