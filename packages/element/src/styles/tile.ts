import {css} from 'lit';

/** Tiles and their places, which views/arrange.ts decides. */
export const tileStyles = css`
  .tiles {
    gap: var(--_gap);
  }

  .tile {
    position: absolute;
    display: grid;
    grid-template: minmax(0, 1fr) auto / minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
    margin: 0;
    border-radius: var(--_radius);
    background: var(--_tile);
    overflow: clip;
    container: tile / size;
    animation: appear 150ms;
  }

  .tile[hidden] {
    display: none;
  }

  .tiles.speaker {
    display: grid;
    grid: minmax(0, 1fr) / minmax(0, 1fr);
    overflow: clip;
  }

  .speaker > .main {
    position: relative;
  }

  /* Wider than that, it would cut off heads. */
  .speaker > .main:not(.screen) {
    justify-self: center;
    inline-size: min(100cqi, 100cqb * 16 / 9);
  }

  .pip {
    --_width: clamp(calc(4.75 * var(--_rem)), 27cqmin, calc(17 * var(--_rem)));
    --_height: calc(var(--_width) * 3 / 4);
    z-index: 1;
    inset-block-start: calc(var(--_gap) + var(--_y) * (100cqb - var(--_height) - 2 * var(--_gap)));
    inset-inline-start: calc(var(--_gap) + var(--_x) * (100cqi - var(--_width) - 2 * var(--_gap)));
    inline-size: var(--_width);
    block-size: var(--_height);
    box-shadow: var(--_shadow);
    cursor: grab;
    touch-action: none;
    user-select: none;
    transition:
      inset 160ms ease-out,
      translate 160ms ease-out;
  }

  .pip:active {
    cursor: grabbing;
  }

  @container stage (aspect-ratio < 4 / 5) {
    .pip {
      --_height: calc(var(--_width) * 4 / 3);
    }
  }

  .pip.folded {
    --_width: calc(2.25 * var(--_rem));
    --_height: var(--_width);
  }

  @media (pointer: coarse) {
    .pip.folded {
      --_width: max(44px, calc(2.25 * var(--_rem)));
    }
  }

  .folded > :not(.self-tools) {
    display: none;
  }

  /* The other's name makes room for it. */
  .self-low > .main > .name {
    max-inline-size: calc(
      100% - clamp(calc(4.75 * var(--_rem)), 27cqmin, calc(17 * var(--_rem))) - 3 * var(--_gap)
    );
  }

  .self-low.self-start > .main > .name {
    justify-self: end;
  }

  .self-tools {
    position: absolute;
    inset: calc(0.25 * var(--_rem));
    inset-block-end: auto;
    display: flex;
    justify-content: space-between;
  }

  .folded > .self-tools {
    inset: 0;
  }

  .tool {
    display: grid;
    place-items: center;
    inline-size: calc(2.25 * var(--_rem));
    block-size: calc(2.25 * var(--_rem));
    padding: 0;
    border: 0;
    border-radius: calc(0.5 * var(--_radius));
    background: rgb(14 16 22 / 0.72);
    color: #fff;
    transition: opacity 120ms;
  }

  .tool[hidden] {
    display: none;
  }

  .self-tools > .tool {
    inline-size: calc(1.75 * var(--_rem));
    block-size: calc(1.75 * var(--_rem));
  }

  .folded > .self-tools > .tool {
    inline-size: 100%;
    block-size: var(--_height);
  }

  @media (pointer: coarse) {
    .tool,
    .self-tools > .tool {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
  }

  /*
   * Shown while the pointer is over the tile, after a tap on it, or with the focus. A tap on an invisible button must not
   * press it.
   */
  .tile:not(:hover, .folded) .tool:not(:focus-visible, [aria-pressed='true']) {
    opacity: 0;
    pointer-events: none;
  }

  .tile video {
    position: absolute;
    inset: 0;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .screen video {
    object-fit: contain;
  }

  .tile video.blank {
    opacity: 0;
  }

  /* The last frame stays, darker. */
  .reconnecting video {
    filter: brightness(0.5) saturate(0.6);
  }

  .tile::after {
    content: '';
    position: absolute;
    inset: 0;
    border: 3px solid transparent;
    border-radius: inherit;
    pointer-events: none;
    transition: border-color 150ms;
  }

  .tile.speaking::after {
    border-color: var(--_speaking);
  }

  .middle {
    position: relative;
    grid-area: 1 / 1;
    display: flex;
    flex-direction: column;
    gap: calc(0.625 * var(--_rem));
    align-items: center;
    justify-content: center;
    min-block-size: 0;
    padding: calc(0.5 * var(--_rem));
    overflow: clip;
    pointer-events: none;
  }

  .tile .avatar {
    --_avatar-size: clamp(calc(2.25 * var(--_rem)), 36cqmin, calc(9 * var(--_rem)));
  }

  .overlay {
    display: flex;
    gap: calc(0.5 * var(--_rem));
    align-items: center;
    max-inline-size: 100%;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 550;
    line-height: 1.3;
    text-align: center;
  }

  .no-picture .overlay {
    color: var(--_muted);
  }

  .tile:not(.no-picture) .overlay,
  .name {
    border-radius: calc(0.5 * var(--_radius));
    background: rgb(14 16 22 / 0.72);
    color: #fff;
  }

  .tile:not(.no-picture) .overlay {
    padding: calc(0.375 * var(--_rem)) calc(0.75 * var(--_rem));
  }

  .name {
    position: relative;
    grid-area: 2 / 1;
    display: flex;
    gap: calc(0.375 * var(--_rem));
    align-items: center;
    justify-self: start;
    max-inline-size: calc(100% - var(--_rem));
    margin: calc(0.5 * var(--_rem));
    margin-block-start: 0;
    padding: calc(0.125 * var(--_rem)) calc(0.5 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 550;
    line-height: 1.5;
  }

  .name > span[dir] {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .sign {
    display: grid;
    flex: none;
  }

  .muted {
    color: #ff9aa2;
  }

  .bars {
    inline-size: 1.05em;
    block-size: 0.9em;
    fill: #fff;
  }

  .bars.poor {
    fill: #ffd479;
  }

  .bars.lost {
    fill: #ff9aa2;
  }

  .bars:not(.good) > :nth-child(4),
  .bars:is(.poor, .lost) > :nth-child(3),
  .bars.lost > :nth-child(2) {
    fill: var(--_empty, rgb(255 255 255 / 0.3));
  }

  @container tile (height < 132px) or (width < 144px) {
    .name {
      max-inline-size: calc(100% - 0.5 * var(--_rem));
      margin: calc(0.25 * var(--_rem));
      margin-block-start: 0;
      padding-inline: calc(0.375 * var(--_rem));
      font-size: calc(0.75 * var(--_rem));
    }

    .middle {
      gap: calc(0.125 * var(--_rem));
      padding: calc(0.25 * var(--_rem)) calc(0.25 * var(--_rem)) 0;
    }

    .overlay {
      font-size: calc(0.75 * var(--_rem));
    }
  }

  @container tile (width < 112px) {
    .me > .name > span[dir],
    .me > .name:not(:has(.sign)) {
      display: none;
    }
  }

  /* No space for both the initials and a sentence. */
  @container tile (height < 112px) {
    .avatar:not(:only-child) {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }

    /* A transparent border would be drawn in the colour of text: only who speaks has one. */
    .tile::after {
      border-width: 0;
    }

    .tile.speaking::after {
      border-width: 4px;
      border-color: Highlight;
    }

    .name,
    .tile:not(.no-picture) .overlay {
      border: 1px solid CanvasText;
    }

    .tool {
      border: 1px solid ButtonText;
    }

    .bars.bars {
      --_empty: GrayText;
      fill: CanvasText;
      forced-color-adjust: none;
    }
  }
`;
