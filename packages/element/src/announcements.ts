import {
  ChatMessageEvent,
  IncomingCallEvent,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  RingUpdatedEvent,
  StateChangeEvent,
} from '@rtc-call/engine/events';
import type {Participant} from '@rtc-call/engine';
import {endTitle} from './end-title.js';
import type {Strings} from './strings/index.js';
import {nameOf} from './names.js';
import type {AnyCallEvent} from './call-controller.js';
import type {Context} from './context.js';

/** How many announcements stay in the live region. Screen readers read what is added; more is never added at once. */
const KEPT = 8;

/**
 * The live region. Each announcement is an element of its own, so that several at once, and the same one again, are all
 * read. Their texts are decided after the next render, when everything that one change has caused is known.
 */
export class Announcements {
  #pending: (AnyCallEvent | ((strings: Strings) => string))[] = [];

  /** Announces an event of the call, or a text. The caller requests the render. */
  add(news: AnyCallEvent | ((strings: Strings) => string)) {
    this.#pending.push(news);
  }

  /** Adds the texts to the region, which is empty at first. */
  tell(region: Element | null | undefined, context: Context) {
    for (const news of this.#pending.splice(0)) {
      const text = typeof news === 'function' ? news(context.strings) : announcementOf(news, context);
      if (!region || text === '') continue;
      const line = region.ownerDocument.createElement('p');
      line.textContent = text;
      region.append(line);
      if (region.childElementCount > KEPT) region.firstElementChild?.remove();
    }
  }
}

/** The text that screen readers announce for an event; empty if there is nothing to announce. */
function announcementOf(event: AnyCallEvent, context: Context): string {
  const {strings, ui, outgoing} = context;
  const name = ({id, displayName}: Participant) => nameOf({peerId: id, displayName}, strings.guest);
  if (event instanceof ParticipantJoinedEvent) return strings.joined(name(event.participant));
  if (event instanceof ParticipantLeftEvent) return strings.left(name(event.participant));
  if (event instanceof ChatMessageEvent)
    return event.message.isMine || ui.panel === 'chat'
      ? ''
      : strings.newMessage(event.message.displayName || strings.guest);
  if (event instanceof IncomingCallEvent)
    return ui.isRingSuppressed ? '' : strings.isCalling(nameOf(event, strings.someone));
  if (event instanceof RingUpdatedEvent)
    return event.outgoing?.isSeen ? strings.theySeeYou(nameOf(event.outgoing, strings.someone)) : '';
  if (!(event instanceof StateChangeEvent)) return '';
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
      return endTitle(context, event.endReason ?? 'hung-up');
    case 'ringing':
    case 'idle':
    case 'lobby':
      return '';
  }
}
