import {css} from 'lit';

/** Tiles and their places. views/arrange.ts computes the number of columns for each shape of the stage. */
export const tileStyles = css`
  .tile {
    --_columns: var(--_wide);
    position: absolute;
    margin: 0;
    border-radius: var(--_radius);
    background: var(--_tile);
    overflow: clip;
    container: tile / size;
  }

  .tiles.grid {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_gap);
    place-content: center;
  }

  .grid > .tile {
    position: relative;
    --_rows: round(up, var(--_count) / var(--_columns), 1);
    inline-size: calc((100cqi - (var(--_columns) - 1) * var(--_gap)) / var(--_columns) - 0.02px);
    block-size: calc((100cqb - (var(--_rows) - 1) * var(--_gap)) / var(--_rows));
  }

  @container stage (aspect-ratio < 4 / 5) {
    .tile {
      --_columns: var(--_tall);
    }
  }

  @container stage (4 / 5 <= aspect-ratio < 5 / 4) {
    .tile {
      --_columns: var(--_square);
    }
  }

  @container stage (aspect-ratio >= 2 / 1) {
    .tile {
      --_columns: var(--_ultrawide);
    }
  }

  .tiles.speaker {
    display: flex;
    flex-wrap: wrap;
    gap: var(--_gap);
    align-content: start;
    justify-content: center;
  }

  .speaker > .tile {
    position: relative;
  }

  .speaker > .main {
    order: -1;
    flex: 0 0 100%;
    block-size: 100cqb;
  }

  .speaker > .main:has(~ .strip),
  .speaker > .strip ~ .main {
    block-size: calc(100cqb - clamp(calc(4.5 * var(--_rem)), 20cqb, calc(9 * var(--_rem))) - var(--_gap));
  }

  .speaker > .strip {
    --_others: max(var(--_count) - 1, 1);
    block-size: clamp(calc(4.5 * var(--_rem)), 20cqb, calc(9 * var(--_rem)));
    inline-size: min(
      clamp(calc(4.5 * var(--_rem)), 20cqb, calc(9 * var(--_rem))) * 1.5,
      (100cqi - (var(--_others) - 1) * var(--_gap)) / var(--_others) - 0.02px
    );
  }

  .speaker > .pip {
    position: absolute;
    z-index: 1;
    inset-block-end: var(--_gap);
    inset-inline-end: var(--_gap);
    inline-size: clamp(calc(6.5 * var(--_rem)), 27cqmin, calc(17 * var(--_rem)));
    aspect-ratio: 4 / 3;
    box-shadow: var(--_shadow);
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

  .tile .avatar {
    --_avatar-size: clamp(calc(2.5 * var(--_rem)), 36cqmin, calc(9 * var(--_rem)));
    position: absolute;
    inset: 0;
    margin: auto;
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

  .name {
    position: absolute;
    inset-block-end: calc(0.5 * var(--_rem));
    inset-inline-start: calc(0.5 * var(--_rem));
    display: flex;
    gap: calc(0.375 * var(--_rem));
    align-items: center;
    max-inline-size: calc(100% - var(--_rem));
    padding: calc(0.125 * var(--_rem)) calc(0.5 * var(--_rem));
    border-radius: calc(0.5 * var(--_rem));
    background: rgb(14 16 22 / 0.72);
    color: #fff;
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 550;
    line-height: 1.5;
  }

  .name span:last-child {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .sign {
    display: grid;
  }

  .sign.microphoneOff {
    color: #ff9aa2;
  }

  .sign.alert {
    color: #ffd479;
  }

  .overlay {
    position: absolute;
    inset: 0;
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: center;
    justify-content: center;
    background: rgb(14 16 22 / 0.6);
    color: #fff;
    font-size: calc(0.9375 * var(--_rem));
    font-weight: 550;
    backdrop-filter: blur(6px);
  }

  .no-picture .overlay {
    inset-block-start: calc(50% + clamp(calc(1.25 * var(--_rem)), 18cqmin, calc(4.5 * var(--_rem))));
    background: none;
    color: var(--_muted);
    backdrop-filter: none;
    align-items: start;
    padding-block-start: var(--_rem);
  }

  @container tile (width < 144px) {
    .no-picture .overlay {
      padding-block-start: calc(0.25 * var(--_rem));
      font-size: calc(0.75 * var(--_rem));
    }

    .name {
      inset-block-end: calc(0.25 * var(--_rem));
      inset-inline-start: calc(0.25 * var(--_rem));
      font-size: calc(0.75 * var(--_rem));
    }
  }

  @media (forced-colors: active) {
    .tile {
      border: 1px solid CanvasText;
    }

    .tile.speaking::after {
      border-color: Highlight;
    }
  }
`;
