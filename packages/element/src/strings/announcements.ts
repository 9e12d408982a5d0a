/** English of what screen readers announce during a call. `names` is a list, such as “Ada, Ben, and 3 others”. */
export const announcementStrings = {
  joined: (names: string, _count: number) => `${names} joined`,
  left: (names: string, _count: number) => `${names} left`,
  others: (count: number) => (count === 1 ? '1 other' : `${count} others`),
  newMessages: (names: string, count: number) =>
    count === 1 ? `New message from ${names}` : `${count} new messages from ${names}`,
  newFile: (name: string) => `You’re offered the file ${name}`,
  raisedHands: (names: string, count: number) =>
    count === 1 ? `${names} raised a hand` : `${names} raised their hands`,
  reacted: (names: string, emoji: string) => `${names} reacted with ${emoji}`,
  connectionsLost: (names: string, _count: number) => `The connection to ${names} is interrupted`,
  connected: 'Connected',
};

export type AnnouncementStrings = typeof announcementStrings;
