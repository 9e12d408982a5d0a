/** English of the texts to decline a call with. */
export const declineStrings = {
  declineLines: [
    'I’ll call you back.',
    'I can’t talk right now.',
    'I’m in a meeting.',
    'Please write to me instead.',
  ] as readonly string[],
  ownDeclineLine: 'Your own message',
  sendAndDecline: 'Send and decline',
};

export type DeclineStrings = typeof declineStrings;
