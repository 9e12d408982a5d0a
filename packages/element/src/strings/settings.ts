/** English of the settings panel. */
export const settingsStrings = {
  speaker: 'Speaker',
  systemDefault: 'System default',
  noDevice: 'None found',
};

export type SettingsStrings = typeof settingsStrings;
