/**
 * My own tracks and how they are sent: devices, screen, codecs, bitrates, and the statistics that control them. Imports
 * only the leaves (errors, abortable).
 */
export {mayOpenQuietly, type AudioProcessing} from './capture.js';
export {onFirstFrame} from './first-frame.js';
export {Media, type LocalDevice, type TrackRole} from './media.js';
export {QualityMeter, type Quality} from './quality.js';
export {shapeAudio} from './audio-shape.js';
export {limitToPreview, preferCodecs, sendKeyFrames, shapeVideo, startSmall} from './video-shape.js';
export {
  selectedPath,
  toParticipantStats,
  type ParticipantStats,
  type Reading,
  type VideoStats,
} from './stats.js';
export {SendingGate, shareUplink, type LinkLoad, type SendingShape} from './uplink.js';
