import {html, type TemplateResult} from 'lit';
import type {Context, Corner} from '../context.js';
import {icon} from '../icons.js';

/** The buttons of my own tile while it floats: one moves it without dragging, the other hides and shows it. */
export const selfTools = ({ui, strings, commands}: Context): TemplateResult => {
  const {corner, isSelfHidden} = ui;
  return html`<div class="self-tools">
    <button
      type="button"
      class="tool"
      part="tool move-button"
      aria-label=${strings.selfMove}
      ?hidden=${isSelfHidden}
      @click=${() => commands.moveSelf(nextCorner(corner))}
    >
      ${icon('move')}
    </button>
    <button
      type="button"
      class="tool"
      part="tool hide-button"
      aria-label=${isSelfHidden ? strings.selfShow : strings.selfHide}
      @click=${() => commands.hideSelf(!isSelfHidden)}
    >
      ${icon(isSelfHidden ? 'grow' : 'shrink')}
    </button>
  </div>`;
};

const isRightToLeft = (element: Element) => element.matches(':dir(rtl)');

/** All four corners, one after the other. */
const nextCorner = ([x, y]: Corner): Corner => (x === y ? [x, y ? 0 : 1] : [x ? 0 : 1, y]);

/** The corner in which a point of the screen is; `x` and `y` are from 0 to 1, from the left and the top. */
const cornerAt = (x: number, y: number, element: Element): Corner => [
  x > 0.5 === isRightToLeft(element) ? 0 : 1,
  y > 0.5 ? 1 : 0,
];

/** Moves my tile with the arrow keys while the focus is in it. */
export function moveByKey(event: KeyboardEvent, {ui, commands}: Context) {
  const tile = event.currentTarget as Element;
  const [x, y] = ui.corner;
  const isRight = (x === 1) !== isRightToLeft(tile);
  const corners: Readonly<Record<string, Corner>> = {
    ArrowLeft: cornerAt(0, y, tile),
    ArrowRight: cornerAt(1, y, tile),
    ArrowUp: cornerAt(isRight ? 1 : 0, 0, tile),
    ArrowDown: cornerAt(isRight ? 1 : 0, 1, tile),
  };
  const corner = corners[event.key];
  if (!corner) return;
  event.preventDefault();
  commands.moveSelf(corner);
}

/** Moves my tile with a pointer: it goes to the corner that it is nearest to when it is let go. */
export function drag(down: PointerEvent, {commands}: Context) {
  const tile = down.currentTarget as HTMLElement;
  if (down.button !== 0 || (down.target as Element).closest('button')) return;
  tile.setPointerCapture(down.pointerId);
  const end = new AbortController();
  const listen = (
    type: 'pointermove' | 'pointerup' | 'lostpointercapture',
    on: (event: PointerEvent) => void,
  ) => tile.addEventListener(type, on, {signal: end.signal});
  const drop = () => {
    end.abort();
    // From here, the transition takes it to its corner.
    tile.style.translate = tile.style.transition = '';
  };
  listen('pointermove', ({clientX, clientY}) => {
    tile.style.transition = 'none';
    tile.style.translate = `${clientX - down.clientX}px ${clientY - down.clientY}px`;
  });
  listen('pointerup', () => {
    const {left, top, width, height} = tile.getBoundingClientRect();
    const stage = tile.parentElement!.getBoundingClientRect();
    const corner = cornerAt(
      (left + width / 2 - stage.left) / stage.width,
      (top + height / 2 - stage.top) / stage.height,
      tile,
    );
    drop();
    commands.moveSelf(corner);
  });
  listen('lostpointercapture', drop);
}
