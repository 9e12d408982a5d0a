/** English of the chat panel. */
export const chatStrings = {
  chatEmpty:
    'No messages yet. Messages are sent directly to the people in the call, and are gone when you leave.',
  /** While nobody else is there to get a message. */
  chatAlone: 'Nobody else is here yet. You can send this as soon as somebody joins.',
  chatPlaceholder: 'Write a message',
  chatPlaceholderTo: (name: string) => `Write to ${name} only`,
  /** Before the list of the people who can get the message. */
  chatTo: 'To',
  everyone: 'Everyone',
  /** The only recipient has left. */
  chatToGone: (name: string) => `${name} isn’t in the call any more. Choose who gets your message.`,
  onlyTo: (name: string) => `Only to ${name}`,
  onlyToYou: 'Only to you',
  emoji: 'Emoji',
  send: 'Send',
  sendFiles: 'Send files',
  download: 'Download',
  saveFile: 'Save',
  sendAgain: 'Send again',
  progress: 'Progress',
  /** A file that somebody sends to me. */
  fileReceiving: {
    offered: 'Not downloaded yet',
    active: 'Downloading…',
    done: 'Downloaded',
    cancelled: 'Cancelled',
    declined: 'Declined',
    failed: 'Not received. Ask for it again.',
  },
  /** A file that I send to one person. */
  fileSending: {
    offered: (name: string) => `Offered to ${name}`,
    active: (name: string) => `Sending to ${name}…`,
    done: (name: string) => `${name} has it`,
    cancelled: (_name: string) => 'Cancelled',
    declined: (name: string) => `${name} declined it`,
    failed: (name: string) => `Not sent to ${name}`,
  },
  /** A file that I send to several people. */
  receivedBy: (count: number, all: number) => `${count} of ${all} people have it`,
  latestMessages: 'Newest messages',
};

export type ChatStrings = typeof chatStrings;
