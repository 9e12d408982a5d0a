import type {Control} from './control.js';

export const chat: Control = {
  name: 'chat',
  shortcut: 'c',
  opens: 'chat',
  icon: () => 'chat',
  label: ({strings, ui: {unread}}) => (unread > 0 ? strings.chatUnread(unread) : strings.chat),
  tip: ({strings}) => strings.chat,
  isShown: ({options}) => options.features.has('chat'),
  badge: ({ui}) => ui.unread,
  run: ({commands}) => commands.togglePanel('chat'),
};
