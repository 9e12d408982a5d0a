/** English of the settings panel. */
export const settingsStrings = {
  speaker: 'Speaker',
  systemDefault: 'System default',
  noDevice: 'None found',
  testSpeaker: 'Play a test sound',
};

export type SettingsStrings = typeof settingsStrings;
