import {isBeyondVisitor} from '../error-groups.js';
import type {Control} from './control.js';

export const camera: Control = {
  name: 'camera',
  shortcut: 'v',
  icon: ({local, isStarting}) => (local.camera.isMuted && !isStarting ? 'cameraOff' : 'camera'),
  label: ({strings}) => strings.camera,
  tip: ({local: {camera}, strings}) => {
    if (camera.isInterrupted) return strings.cameraInterrupted;
    if (!camera.isMuted) return strings.cameraOff;
    return camera.error ? strings.cameraNone : strings.cameraOn;
  },
  isOff: ({local, isStarting}) => local.camera.isMuted && !isStarting,
  isDisabled: ({local, isStarting}) => isStarting || isBeyondVisitor(local.camera.error),
  isPressed: ({local}) => !local.camera.isMuted,
  run: ({commands}) => commands.toggleCamera(),
};
