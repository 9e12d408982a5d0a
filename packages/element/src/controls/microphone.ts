import {isBeyondVisitor} from '../error-groups.js';
import type {Control} from './control.js';

export const microphone: Control = {
  name: 'microphone',
  shortcut: 'm',
  icon: ({local, isStarting}) => (local.microphone.isMuted && !isStarting ? 'microphoneOff' : 'microphone'),
  label: ({strings}) => strings.microphone,
  tip: ({local: {microphone}, strings}) => {
    if (microphone.isInterrupted) return strings.microphoneInterrupted;
    if (!microphone.isMuted) return strings.microphoneOff;
    return microphone.error ? strings.microphoneNone : strings.microphoneOn;
  },
  isOff: ({local, isStarting}) => local.microphone.isMuted && !isStarting,
  isDisabled: ({local, isStarting}) => isStarting || isBeyondVisitor(local.microphone.error),
  isPressed: ({local}) => !local.microphone.isMuted,
  run: ({commands}) => commands.toggleMicrophone(),
};
