import type {Control} from './control.js';

export const camera: Control = {
  name: 'camera',
  shortcut: 'v',
  icon: ({local, isStarting}) => (local.camera.isMuted && !isStarting ? 'cameraOff' : 'camera'),
  label: ({strings}) => strings.camera,
  tip: ({local, strings}) =>
    !local.camera.isMuted ? strings.cameraOff : local.camera.error ? strings.cameraNone : strings.cameraOn,
  isOff: ({local, isStarting}) => local.camera.isMuted && !isStarting,
  isDisabled: ({isStarting}) => isStarting,
  isPressed: ({local}) => !local.camera.isMuted,
  run: ({commands}) => commands.toggleCamera(),
};
