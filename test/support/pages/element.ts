/** `<rtc-call>` as a visitor uses it. Every search parameter becomes an attribute; `id` is the peer id. */
import {now, type Side} from './side.js';
import type {RtcCall} from 'rtc-call';

const element = document.createElement('rtc-call') as RtcCall;
for (const [name, value] of new URLSearchParams(location.search))
  element.setAttribute(name === 'id' ? 'peer-id' : name, value);
document.body.append(element);

const find = (selector: string) => element.shadowRoot?.querySelector<HTMLElement>(selector) ?? null;

/** Waits until a stage has the other person's tile, then for its next frame. */
function watchTile(): void {
  const video = find('[part~=stage] [part~=participant] video') as HTMLVideoElement | null;
  if (!video) return void requestAnimationFrame(watchTile);
  video.requestVideoFrameCallback(() => {
    side.firstTileFrameAt = now();
  });
}

interface ElementSide extends Side {
  /** When the stage's tile of the other person first presented a frame, as `lab.now()`. */
  firstTileFrameAt: number;
  /** When my camera was captured after `answer()`; 0 if it was on before. */
  readonly cameraAt: number;
}

const side: ElementSide = {
  get isReady() {
    return element.local.id !== null;
  },
  get isRinging() {
    return element.state === 'ringing';
  },
  remote: null,
  startedAt: 0,
  firstTileFrameAt: 0,
  get cameraAt() {
    const captured = element.trace.find(({step, detail}) => step === 'media-captured' && detail === 'camera');
    const at = captured ? performance.timeOrigin + captured.time : 0;
    return at > side.startedAt ? at : 0;
  },
  ring(id: string) {
    side.startedAt = now();
    watchTile();
    return element.call(id);
  },
  /** A click without a press before it, so that nothing starts earlier than the click. */
  async answer() {
    side.startedAt = now();
    watchTile();
    find('[part~=accept-button]')!.click();
  },
  join: () => element.join(),
};

declare global {
  interface Window {
    element: ElementSide;
  }
}
window.side = side;
window.element = side;
