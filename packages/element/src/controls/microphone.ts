import type {Control} from './control.js';

export const microphone: Control = {
  name: 'microphone',
  shortcut: 'm',
  icon: ({local}) => (local.microphone.isMuted ? 'microphoneOff' : 'microphone'),
  label: ({strings}) => strings.microphone,
  tip: ({local, strings}) =>
    !local.microphone.isMuted
      ? strings.microphoneOff
      : local.microphone.error
        ? strings.microphoneNone
        : strings.microphoneOn,
  isOff: ({local}) => local.microphone.isMuted,
  isPressed: ({local}) => !local.microphone.isMuted,
  run: ({commands}) => commands.toggleMicrophone(),
};
