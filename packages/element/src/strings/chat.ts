/** English of the chat panel. */
export const chatStrings = {
  chatEmpty: 'No messages yet. Messages are sent directly to the people in the call and aren’t saved.',
  /** While nobody else is there to get a message. */
  chatAlone: 'Nobody else is here yet. You can send this as soon as somebody joins.',
  chatPlaceholder: 'Write a message',
  send: 'Send',
};

export type ChatStrings = typeof chatStrings;
