import type {Tile} from '../views/tiles.js';

/** A tile with a picture and a good connection. */
export const tile = (key: string, kind: Tile['kind'] = 'participant'): Tile => ({
  key,
  kind,
  name: key,
  avatarName: key,
  stream: null,
  isVideoShown: true,
  isMicrophoneMuted: false,
  isVideoPaused: false,
  isSpeaking: false,
  isHandRaised: false,
  status: 'connected',
  quality: 'good',
});
