import type {Context} from '../context.js';
import type {Control} from './control.js';

/** Number of messages received while the chat was closed. */
export const unreadMessages = ({messages, ui}: Pick<Context, 'messages' | 'ui'>) =>
  ui.panel === 'chat' ? 0 : messages.slice(ui.readMessages).filter(message => !message.isMine).length;

export const chat: Control = {
  name: 'chat',
  shortcut: 'c',
  opens: 'chat',
  icon: () => 'chat',
  label: context => {
    const unread = unreadMessages(context);
    return unread > 0 ? context.strings.chatUnread(unread) : context.strings.chat;
  },
  tip: ({strings}) => strings.chat,
  isShown: ({options}) => options.features.has('chat'),
  isPressed: ({ui}) => ui.panel === 'chat',
  badge: unreadMessages,
  run: ({commands}) => commands.togglePanel('chat'),
};
