import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {stageIcon} from './stage-icons.js';
import type {PlacedTile} from './tiles.js';

/** The largest zoom, and the factor of one step. */
const MOST = 8;
const STEP = 1.4;

/** How much larger than fitting a screen is shown. */
const zoomOf = ({key}: Pick<PlacedTile, 'key'>, {ui}: Pick<Context, 'ui'>) =>
  ui.zoom?.key === key ? ui.zoom.scale : 1;

/** Zooms a screen; what is at the point (in the middle by default) stays there. The viewport scrolls (styles/zoom). */
function zoomTo(
  viewport: HTMLElement,
  tile: PlacedTile,
  wanted: number,
  context: Context,
  point?: {readonly clientX: number; readonly clientY: number},
) {
  const scale = Math.min(MOST, Math.max(1, wanted));
  const {left, top, width, height} = viewport.getBoundingClientRect();
  const [x, y] = point ? [point.clientX - left, point.clientY - top] : [width / 2, height / 2];
  const factor = scale / zoomOf(tile, context);
  const [toX, toY] = [(viewport.scrollLeft + x) * factor - x, (viewport.scrollTop + y) * factor - y];
  // Now, not with the next render, so that it can be scrolled.
  viewport.style.setProperty('--_zoom', String(scale));
  viewport.scrollTo(toX, toY);
  context.commands.zoom({key: tile.key, scale});
}

/** The zoom at which a pixel of the video is one of the screen; a step if that is hardly larger than fitting. */
function actualSize(viewport: HTMLElement): number {
  const {videoWidth, videoHeight} = viewport.querySelector('video')!;
  const fit = Math.min(viewport.clientWidth / videoWidth, viewport.clientHeight / videoHeight);
  const scale = 1 / (fit * devicePixelRatio);
  return scale > 1.05 && Number.isFinite(scale) ? scale : STEP;
}

/** Ctrl and the wheel, which is also what pinching a trackpad does. The wheel alone scrolls. */
function zoomByWheel(event: WheelEvent, tile: PlacedTile, context: Context) {
  if (!event.ctrlKey && !event.metaKey) return;
  event.preventDefault();
  const scale = zoomOf(tile, context) * STEP ** (-event.deltaY / 60);
  zoomTo(event.currentTarget as HTMLElement, tile, scale, context, event);
}

/** Drags a zoomed screen with the mouse; fingers scroll it anyway. */
function pan(down: PointerEvent) {
  const viewport = down.currentTarget as HTMLElement;
  const {scrollLeft, scrollTop} = viewport;
  if (down.button !== 0 || down.pointerType !== 'mouse') return;
  viewport.setPointerCapture(down.pointerId);
  const end = new AbortController();
  viewport.addEventListener(
    'pointermove',
    ({clientX, clientY}) =>
      viewport.scrollTo(scrollLeft + down.clientX - clientX, scrollTop + down.clientY - clientY),
    {signal: end.signal},
  );
  viewport.addEventListener('lostpointercapture', () => end.abort(), {signal: end.signal});
}

const button = (part: string, label: string, content: unknown, run: (figure: HTMLElement) => void) =>
  html`<button
    type="button"
    class="tool"
    part="tool ${part}"
    aria-label=${label}
    title=${label}
    @click=${(event: Event) => run((event.currentTarget as Element).closest('figure')!)}
  >
    ${content}
  </button>`;

/** A screen scrolls in its tile when it is zoomed. */
export function viewport(tile: PlacedTile, context: Context, video: unknown) {
  const isMain = tile.place === 'main';
  const scale = isMain ? zoomOf(tile, context) : 1;
  return html`<div
    class="viewport"
    tabindex=${scale > 1 ? 0 : -1}
    .style="--_zoom:${scale}"
    @wheel=${isMain && ((event: WheelEvent) => zoomByWheel(event, tile, context))}
    @pointerdown=${scale > 1 && pan}
  >
    ${video}
  </div>`;
}

/** The buttons over a large shared screen. */
export function screenTools(tile: PlacedTile, context: Context): TemplateResult {
  const {strings, commands, isFullscreenPossible} = context;
  const scale = zoomOf(tile, context);
  const zoom = (part: string, label: string, content: unknown, next: (viewport: HTMLElement) => number) =>
    button(part, label, content, figure => {
      const viewport = figure.querySelector<HTMLElement>('.viewport')!;
      zoomTo(viewport, tile, next(viewport), context);
    });
  return html`<div class="screen-tools">
    ${zoom('zoom-out-button', strings.zoomOut, stageIcon('minus'), () => scale / STEP)}
    ${
      scale > 1
        ? zoom('fit-button', strings.zoomFit, stageIcon('fit'), () => 1)
        : zoom(
            'actual-size-button',
            strings.zoomActual,
            html`<span aria-hidden="true">1:1</span>`,
            actualSize,
          )
    }
    ${zoom('zoom-in-button', strings.zoomIn, stageIcon('plus'), () => scale * STEP)}
    ${
      isFullscreenPossible
        ? button('screen-fullscreen-button', strings.screenFullscreen, icon('fullscreen'), figure =>
            commands.toggleFullscreen(figure),
          )
        : nothing
    }
  </div>`;
}
