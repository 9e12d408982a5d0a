/** English of the lobby, and of those who look from there. */
export const lobbyStrings = {
  lobbyTitle: 'Join the call',
  join: 'Join now',
  /** `who`: “Ada”, “Ada and Ben”, or “Ada, Ben, and 3 others”. */
  inTheCall: (who: string, count: number) =>
    count === 1 ? `${who} is in the call` : `${who} are in the call`,
  aboutToJoin: (who: string, count: number) =>
    count === 1 ? `${who} is about to join` : `${who} are about to join`,
  /** People without a name, or more than are named. */
  unnamed: (count: number) => (count === 1 ? '1 person' : `${count} people`),

  /** Opens the choice of a microphone and a speaker, or of a camera. */
  chooseMicrophone: 'Choose a microphone and speaker',
  chooseCamera: 'Choose a camera',
};

export type LobbyStrings = typeof lobbyStrings;
