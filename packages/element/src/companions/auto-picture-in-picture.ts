import type {Companion} from './companion.js';

/** Action of the media session by which Chromium asks the page to pop out (https://w3c.github.io/mediasession). */
const ACTION = 'enterpictureinpicture' as MediaSessionAction;

/** Lets the call pop out when the visitor switches to another tab, if they have chosen so. */
export function autoPictureInPicture(): Companion {
  let isSet = false;

  const set = (handler: (() => void) | null) => {
    if ((handler !== null) === isSet) return;
    try {
      navigator.mediaSession?.setActionHandler(ACTION, handler);
      isSet = handler !== null;
    } catch {
      // this browser doesn't know the action
    }
  };

  return {
    update: ({state, ui, commands}) => {
      const isInCall = ['waiting', 'connecting', 'connected', 'reconnecting'].includes(state);
      set(isInCall && ui.isAutoPictureInPicture ? () => commands.togglePictureInPicture(true) : null);
    },
    stop: () => set(null),
  };
}
