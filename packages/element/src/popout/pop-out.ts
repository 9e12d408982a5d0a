/**
 * Shows the call in a small window over all others: a document with the whole element, where browsers have that, otherwise
 * the video of one participant. Loaded on use; imports nothing that is loaded with the element.
 */
import type {StateChangeEvent} from '@rtc-call/engine';
import type {PopOutSource} from '../picture-in-picture.js';
import {openDocument} from './document.js';
import {openVideo} from './video.js';

export {pictureInPictureStrings as strings} from '../strings/picture-in-picture.js';

/** The open windows, each with a function that closes it. */
const windows = new WeakMap<HTMLElement, () => void>();
const opening = new WeakMap<HTMLElement, Promise<void>>();

/** Opens or closes the window; without `on`, toggles it. */
export async function toggle(source: PopOutSource, on = !windows.has(source.host)) {
  const {host} = source;
  if (!on) return windows.get(host)?.();
  if (windows.has(host)) return;
  if (!opening.has(host))
    opening.set(
      host,
      open(source).finally(() => opening.delete(host)),
    );
  await opening.get(host);
}

async function open(source: PopOutSource) {
  const {host, onChange} = source;
  const listening = new AbortController();
  const onClose = () => {
    listening.abort();
    windows.delete(host);
    onChange(false);
  };
  let isOver = false;
  const onStateChange = ({state}: StateChangeEvent) => {
    isOver = state === 'ended' || state === 'idle';
    if (isOver) windows.get(host)?.();
  };
  host.addEventListener('rtc-state-change', onStateChange, {signal: listening.signal});
  try {
    windows.set(host, await (source.isDocument ? openDocument(source, onClose) : openVideo(source, onClose)));
  } catch (error) {
    listening.abort();
    throw error;
  }
  onChange(true);
  // The call has ended while the window was opening.
  if (isOver) windows.get(host)?.();
}
