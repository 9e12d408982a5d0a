import type {Control} from './control.js';

export const microphone: Control = {
  name: 'microphone',
  shortcut: 'm',
  icon: ({local, isStarting}) => (local.microphone.isMuted && !isStarting ? 'microphoneOff' : 'microphone'),
  label: ({strings}) => strings.microphone,
  tip: ({local, strings}) =>
    !local.microphone.isMuted
      ? strings.microphoneOff
      : local.microphone.error
        ? strings.microphoneNone
        : strings.microphoneOn,
  isOff: ({local, isStarting}) => local.microphone.isMuted && !isStarting,
  isDisabled: ({isStarting}) => isStarting,
  isPressed: ({local}) => !local.microphone.isMuted,
  run: ({commands}) => commands.toggleMicrophone(),
};
