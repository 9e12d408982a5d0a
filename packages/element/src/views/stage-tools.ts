import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import {addStrings} from '../strings/index.js';
import {stageStrings} from '../strings/stage.js';
import {crowdStyles} from '../styles/crowd.js';
import {sharingStyles} from '../styles/sharing.js';
import {stageToolStyles} from '../styles/stage-tools.js';
import {zoomStyles} from '../styles/zoom.js';
import {arrange} from './arrange.js';
import {sharing} from './sharing.js';
import {stageIcon} from './stage-icons.js';
import type {Arrangement, PlacedTile, Tile} from './tiles.js';
import {screenTools, viewport} from './zoom.js';

addStrings(stageStrings);

/** How far a finger must move to turn the page, in CSS pixels. */
const SWIPE = 60;

/** Turns the page with Page Up, Page Down, or a finger. */
function turn(event: KeyboardEvent | TouchEvent, {pages, page}: Arrangement, {commands}: Context) {
  const target = page + ('key' in event ? pagesOfKey(event) : pagesOfSwipe(event));
  if (target === page || target < 0 || target >= pages) return;
  event.preventDefault();
  commands.showPage(target);
}

const pagesOfKey = ({key}: KeyboardEvent) => (key === 'PageDown' ? 1 : key === 'PageUp' ? -1 : 0);

/** Where each finger that is down has begun, by the number of the touch. */
const starts = new Map<number, number>();

function pagesOfSwipe({type, changedTouches, currentTarget}: TouchEvent): number {
  const {identifier, clientX} = changedTouches[0]!;
  const distance = clientX - (starts.get(identifier) ?? clientX);
  starts.clear();
  if (type === 'touchstart') starts.set(identifier, clientX);
  if (Math.abs(distance) < SWIPE) return 0;
  return distance > 0 === (currentTarget as Element).matches(':dir(rtl)') ? 1 : -1;
}

/** The buttons at both ends of a grid that has more than one page. */
function pager({pages, page}: Arrangement, {strings, commands}: Context) {
  if (pages < 2) return nothing;
  const button = (side: 'previous' | 'next', target: number, label: string) => {
    const isEnd = target < 0 || target >= pages;
    // Not `disabled`: the button would lose the focus on the last page.
    return html`<button
      type="button"
      class="page ${side}"
      part="page-button"
      aria-label=${label}
      aria-disabled=${isEnd}
      data-page=${`${page + 1}/${pages}`}
      @click=${() => isEnd || commands.showPage(target)}
    >
      ${stageIcon('chevron')}
    </button>`;
  };
  return html`${button('previous', page - 1, strings.pagePrevious(page + 1, pages))}${button('next', page + 1, strings.pageNext(page + 1, pages))}`;
}

/** Keeps a tile large, or ends that. */
function pin({key, kind, name, place}: PlacedTile, {strings, commands, ui}: Context) {
  const isPinned = ui.pinnedId === key;
  if (kind === 'me' || place === 'away') return nothing;
  return html`<button
    type="button"
    class="tool pin"
    part="tool pin-button"
    aria-label=${strings.pin(name)}
    aria-pressed=${isPinned}
    @click=${() => commands.pin(isPinned ? null : key)}
  >
    ${stageIcon('pin')}
  </button>`;
}

function arranged(tiles: readonly Tile[], {ui, options, commands}: Context): Arrangement | undefined {
  const arrangement = arrange(tiles, {...ui, layout: options.layout});
  if (arrangement) commands.keepSeats(arrangement.seats);
  return arrangement;
}

/** The buttons over a tile. */
const over = (tile: PlacedTile, context: Context) => [
  tile.kind === 'screen' && tile.place === 'main' ? screenTools(tile, context) : nothing,
  pin(tile, context),
];

export const tools = {
  styles: [crowdStyles, stageToolStyles, zoomStyles, sharingStyles],
  arrange: arranged,
  pager,
  sharing,
  turn,
  over,
  viewport,
};

export type StageTools = typeof tools;
