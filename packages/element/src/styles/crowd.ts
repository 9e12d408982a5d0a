import {css} from 'lit';

/** The places of the tiles of more than two people: a grid, or a strip beside or below the large tile. */
export const crowdStyles = css`
  .tiles.grid {
    display: grid;
    grid-template-columns: repeat(calc(2 * var(--_columns)), auto);
    place-content: center;
  }

  /* The numbers are those of views/grid.ts. */
  .grid > .tile {
    --_cell-width: calc((100cqi - (var(--_columns) - 1) * var(--_gap)) / var(--_columns));
    --_cell-height: calc((100cqb - (var(--_rows) - 1) * var(--_gap)) / var(--_rows));
    position: relative;
    grid-column-end: span 2;
    inline-size: min(var(--_cell-width), var(--_cell-height) * 16 / 9);
    block-size: min(var(--_cell-height), var(--_cell-width) / 0.9);
  }

  .speaker > .strip {
    position: relative;
  }

  /* The strip scrolls, with the free space at both ends; the large tile is as long as the strip's line, and stays in view. */
  .tiles.speaker.below {
    --_strip-size: clamp(calc(4.5 * var(--_rem)), 16cqb, calc(9 * var(--_rem)));
    grid-template-rows: minmax(0, 1fr) var(--_strip-size);
    grid-template-columns:
      minmax(0, 1fr) repeat(var(--_strip), calc(var(--_strip-size) * 1.4))
      minmax(0, 1fr);
    overflow: auto hidden;
    scrollbar-width: thin;
  }

  .speaker.below > .main.main {
    position: sticky;
    inset-inline-start: 0;
    grid-column: 1 / -1;
    justify-self: start;
    inline-size: 100cqi;
  }

  .below > .strip {
    grid-row: 2;
    grid-column: var(--_line);
  }

  .tiles.speaker.beside {
    --_strip-size: clamp(calc(5 * var(--_rem)), 16cqi, calc(14 * var(--_rem)));
    grid-template-columns: minmax(0, 1fr) var(--_strip-size);
    grid-template-rows:
      minmax(0, 1fr) repeat(var(--_strip), calc(var(--_strip-size) / 1.4))
      minmax(0, 1fr);
    overflow: hidden auto;
    scrollbar-width: thin;
  }

  .speaker.beside > .main.main {
    position: sticky;
    inset-block-start: 0;
    inline-size: auto;
    justify-self: stretch;
    grid-row: 1 / -1;
    block-size: 100cqb;
  }

  .beside > .strip {
    grid-column: 2;
    grid-row: var(--_line);
  }
`;
