import {
  ChatMessageEvent,
  IncomingCallEvent,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  RingUpdatedEvent,
  StateChangeEvent,
} from '@rtc-call/engine/events';
import type {Participant} from '@rtc-call/engine';
import {endTitle} from './strings.js';
import {nameOf} from './names.js';
import type {AnyCallEvent} from './call-controller.js';
import type {Context} from './context.js';

/** The text that screen readers announce for an event; empty if there is nothing to announce. */
export function announcementOf(event: AnyCallEvent, context: Context): string {
  const {strings, ui, outgoing, options} = context;
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
      return endTitle(strings, event.endReason ?? 'hung-up', {
        isRoom: options.room !== undefined,
        wasRung: ui.wasRung,
      });
    case 'ringing':
    case 'idle':
    case 'lobby':
      return '';
  }
}
