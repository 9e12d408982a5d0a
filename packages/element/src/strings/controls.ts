/** English of the controls that are in the bar, and of what they show on the stage. */
export const controlStrings = {
  more: 'More options',
  reactions: 'Reactions',
  handRaise: 'Raise hand',
  handLower: 'Lower hand',
  handRaised: 'Hand raised',
  speakingWhileMuted: 'You are speaking while muted.',
};

export type ControlStrings = typeof controlStrings;
