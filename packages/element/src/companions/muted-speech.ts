import type {Companion} from './companion.js';
import {whenSpeaking} from './speech.js';

/** Tells a visitor who speaks while the microphone is off. */
export function mutedSpeech(): Companion {
  let track: MediaStreamTrack | null = null;
  let stopListening: (() => void) | null = null;

  const stop = () => {
    stopListening?.();
    stopListening = track = null;
  };

  return {
    update: ({state, local, commands, ui}) => {
      const {isMuted, isInterrupted} = local.microphone;
      const muted = isMuted && !isInterrupted && (state === 'connected' || state === 'reconnecting');
      const wanted = (muted && local.stream?.getAudioTracks()[0]) || null;
      if (wanted === track) return;
      stop();
      if (ui.isSpeakingWhileMuted) commands.setSpeakingWhileMuted(false);
      if (!wanted) return;
      track = wanted;
      stopListening = whenSpeaking(wanted, commands.setSpeakingWhileMuted);
    },
    stop,
  };
}
