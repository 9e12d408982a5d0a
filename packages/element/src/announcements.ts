import {
  ChatMessageEvent,
  IncomingCallEvent,
  ParticipantJoinedEvent,
  ParticipantLeftEvent,
  StateChangeEvent,
} from '@rtc-call/engine';
import {endTitle} from './strings.js';
import type {AnyCallEvent} from './call-controller.js';
import type {Context} from './context.js';

/** What a screen reader says when this happens; empty when nothing need be said. */
export function announcementOf(event: AnyCallEvent, context: Context): string {
  const {strings, ui, outgoing, options} = context;
  if (event instanceof ParticipantJoinedEvent)
    return strings.joined(event.participant.displayName || strings.guest);
  if (event instanceof ParticipantLeftEvent)
    return strings.left(event.participant.displayName || strings.guest);
  if (event instanceof ChatMessageEvent)
    return event.message.isMine || ui.panel === 'chat'
      ? ''
      : strings.newMessage(event.message.displayName || strings.guest);
  if (event instanceof IncomingCallEvent)
    return ui.isRingSuppressed ? '' : strings.isCalling(event.displayName || event.peerId);
  if (!(event instanceof StateChangeEvent)) return '';
  switch (event.state) {
    case 'waiting':
      return strings.waitingTitle;
    case 'dialing':
      return strings.calling(outgoing?.displayName || outgoing?.peerId || strings.guest);
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
