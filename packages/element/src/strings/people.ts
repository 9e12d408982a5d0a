/** English of the panel with the people in the call. */
export const peopleStrings = {
  participants: (count: number) => (count === 1 ? '1 person in the call' : `${count} people in the call`),
  /** A person who looks at the lobby and may join. */
  inLobby: 'About to join',
  /** Somebody who may admit, mute and remove others. */
  host: 'Host',
  handRaised: 'Hand raised',
  cameraIsOff: 'Camera off',
  speaking: 'Speaking',
  sharesScreen: 'Sharing their screen',
  volumeOf: (name: string) => `Volume of ${name}`,
  volume: 'Volume',
  pinPerson: 'Pin',
  messagePerson: 'Message',
  /** About a person who uses another application, without chat. */
  noChat: 'Audio and video only',
  inviteTitle: 'Invite people',
  showQrCode: 'QR code for a phone',
  qrCode: 'QR code with the link to this call',
};

export type PeopleStrings = typeof peopleStrings;
