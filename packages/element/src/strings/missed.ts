/** English of the list of missed calls. */
export const missedStrings = {
  missedCalls: 'Missed calls',
  clearMissed: 'Clear',
  severalCalls: (name: string, count: number) => `${name} (${count})`,
  callBackTo: (name: string) => `Call ${name} back`,
};

export type MissedStrings = typeof missedStrings;
