import type {Context} from '../context.js';
import type {Companion} from './companion.js';
import {isWithin} from './keyboard.js';

/**
 * What uses the space bar itself when it has the focus, and everything in it. The stage, which is a region, and its views have
 * the focus only by script.
 */
const USES_SPACE =
  'button, a, input, textarea, select, summary, audio, video[controls], [contenteditable], [role]:not([role=region], [role=main], [role=group]), [tabindex]:not([tabindex="-1"])';

/**
 * Holding the space bar talks while the microphone is off. It is off again as soon as the key is released, or when that can't
 * be noticed any more: the window loses the focus, the page is hidden, a pointer is cancelled, the call ends.
 */
export function pushToTalk(host: HTMLElement): Companion {
  let context: Context | undefined;
  let talking: AbortController | null = null;

  const release = () => {
    if (!talking) return;
    talking.abort();
    talking = null;
    context?.commands.toggleMicrophone(false);
  };

  const talk = () => {
    const {ownerDocument} = host;
    const view = ownerDocument.defaultView!;
    talking = new AbortController();
    const options = {signal: talking.signal, capture: true};
    const onKeyup = ({code}: KeyboardEvent) => code === 'Space' && release();
    view.addEventListener('keyup', onKeyup, options);
    for (const type of ['blur', 'pagehide', 'pointercancel']) view.addEventListener(type, release, options);
    ownerDocument.addEventListener('visibilitychange', release, options);
    context?.commands.toggleMicrophone(true);
  };

  return {
    onKeydown: (event, target, next, {isOnStage}) => {
      const {code, repeat, ctrlKey, altKey, metaKey, shiftKey, defaultPrevented} = event;
      if (code !== 'Space' || defaultPrevented || ctrlKey || altKey || metaKey || shiftKey) return;
      if (!isOnStage(next.state) || isWithin(target, USES_SPACE)) return;
      if (!talking && (repeat || !canTalk(next))) return;
      event.preventDefault(); // the page would scroll
      context = next;
      if (!talking) talk();
    },
    update: next => {
      context = next;
      // The call is over.
      if (!next.local.stream) release();
    },
    stop: release,
  };
}

const canTalk = ({local: {microphone}, options, ui}: Context) =>
  microphone.isMuted &&
  !microphone.isInterrupted &&
  !microphone.error &&
  !ui.menu &&
  options.features.has('shortcuts');
