/** English of the check that a call is private: two people compare emoji. */
export const verificationStrings = {
  /** The button that starts the check. */
  verifyPerson: 'Check privacy',
  verifyTitle: 'Check that the call is private',
  /** The other side’s browser has to answer first. */
  verifyAsking: (name: string) => `Waiting for ${name}…`,
  verifyCompare: (name: string) => `Compare the emoji aloud with ${name}, never in the chat.`,
  /** The name of the list of seven emoji. */
  verifyEmoji: 'Emoji to compare',
  emojiMatch: 'They match',
  emojiDiffer: 'They don’t match',
  rememberPerson: (name: string) => `Remember ${name}`,
  rememberHint:
    'Keeps a key in this browser, which checks later calls by itself. Scripts of this page can use it.',
  /** Both say that the emoji match. */
  verifiedTitle: (name: string) => `Your call with ${name} is private`,
  verifiedHint: 'Not even the server that connects you can listen in.',
  /** I have said that they match, the other side hasn’t said anything yet. */
  verifyWaiting: (name: string) => `Waiting for ${name} to say so, too.`,
  remembersPerson: (name: string) => `This browser remembers ${name}.`,
  cantRemember: 'This browser can’t keep keys, so the next call has to be checked again.',
  differTitle: 'The emoji don’t match',
  differHint: (name: string) =>
    `Somebody may be listening in. Say nothing confidential, leave the call, and reach ${name} in another way.`,
  brokenOffTitle: 'The check was interrupted',
  brokenOffHint: (name: string) =>
    `${name} stopped it, or the connection was lost. Whether the call is private isn’t known yet.`,
  noAnswerTitle: (name: string) => `No answer from ${name}`,
  noAnswerHint:
    'The other side’s page may be out of date, or nobody has seen the request. Whether the call is private isn’t known yet.',
  cantVerifyTitle: (name: string) => `The call with ${name} can’t be checked`,
  cantVerifyHint:
    'The other side may use another app, or one of the browsers is too old. The call goes on as before.',
  /** A sign that somebody tries to guess the emoji. */
  verifyAborts: (count: number) =>
    `The check was interrupted ${count} times in a row. Somebody may be trying to get in between: say nothing confidential.`,
  wantsToVerify: (name: string) => `${name} wants to check that the call is private`,
  compareEmoji: 'Compare',
  notNow: 'Not now',
  checkAgain: 'Check again',
  /** Marks of a person. */
  verified: 'Verified',
  verifiedAs: (name: string) => `Verified as ${name}`,
  notPrivate: 'Emoji didn’t match',
  keyChanged: 'On a device that isn’t verified',
  /** The browser remembers somebody of this name, who has another key now. */
  keyChangedHint: (name: string) =>
    `You verified ${name} before. They now use another device or browser, have cleared its data, or this is somebody else.`,
  /** A verified person has a different list of who is in the room. */
  roomDiffers: (name: string) =>
    `${name} sees a different list of people in the room. Tell each other who is there.`,
  forgetPeople: 'Forget verified people',
  forgetHint: 'Deletes all keys that this browser keeps for private calls. You then compare emoji again.',
  forgotten: 'This browser remembers nobody.',
  /** In the order of VERIFICATION_EMOJI, each different from all others. */
  emojiNames: (
    'Dog,Cat,Lion,Horse,Unicorn,Pig,Elephant,Rabbit,Panda,Rooster,Penguin,Turtle,Fish,Octopus,Butterfly,Flower,' +
    'Tree,Cactus,Mushroom,Globe,Moon,Cloud,Fire,Banana,Apple,Strawberry,Corn,Pizza,Cake,Heart,Smiley,Robot,' +
    'Hat,Glasses,Wrench,Santa,Thumbs up,Umbrella,Hourglass,Clock,Gift,Light bulb,Book,Pencil,Paperclip,Scissors,Lock,Key,' +
    'Hammer,Telephone,Flag,Train,Bicycle,Airplane,Rocket,Trophy,Ball,Guitar,Trumpet,Bell,Anchor,Headphones,Folder,Pin'
  ).split(',') as readonly string[],
};

export type VerificationStrings = typeof verificationStrings;
