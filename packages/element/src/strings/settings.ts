/** English of the settings panel. */
export const settingsStrings = {
  speaker: 'Speaker',
  systemDefault: 'System default',
  noDevice: 'None found',
  testSpeaker: 'Play a test sound',
  mirrorVideo: 'Mirror my video',
  mirrorHint: 'Others never see it mirrored.',
  microphoneIsOff: 'Your microphone is off.',
  noiseSuppression: 'Suppress background noise',
  echoCancellation: 'Cancel echo',
  saveData: 'Use less data',
  saveDataHint: 'Smaller video in both directions.',
  ringTones: 'Ring tones',
  language: 'Language',
  pageLanguage: 'Same as the page',
};

export type SettingsStrings = typeof settingsStrings;
