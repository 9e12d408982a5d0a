import {css} from 'lit';

export const stageToolStyles = css`
  /* In a row of their own below the tiles; in a wide element on both sides of them, halfway up. */
  .page {
    display: flex;
    grid-area: 2 / 1;
    align-items: center;
    justify-content: center;
    justify-self: center;
    padding: 0;
    border: 0;
    inline-size: calc(3.5 * var(--_rem));
    block-size: calc(1.75 * var(--_rem));
    margin-block-start: calc(0.375 * var(--_rem));
    border-radius: var(--_round);
    background: var(--_control);
    color: var(--_text);
    font-size: calc(0.75 * var(--_rem));
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  /* Not in the markup: it is no part of the button's name, which says the same in words. */
  .page::after {
    content: attr(data-page);
  }

  @media (pointer: coarse) {
    .page {
      min-inline-size: 44px;
      min-block-size: 44px;
    }
  }

  @container rtc-call (height < 260px) {
    .page {
      min-block-size: 0;
    }
  }

  .page.previous {
    margin-inline-end: calc(4 * var(--_rem));
  }

  .page.next {
    flex-direction: row-reverse;
    margin-inline-start: calc(4 * var(--_rem));
  }

  @container rtc-call (width >= 420px) {
    .tiles.paged {
      margin-inline: calc(2.25 * var(--_rem) + 2 * var(--_gap));
    }

    .page {
      grid-area: 1 / 1;
      flex-direction: column;
      place-self: center start;
      inline-size: calc(2.25 * var(--_rem));
      block-size: calc(3.25 * var(--_rem));
    }

    .page.page {
      margin: 0 var(--_gap);
    }

    .page.next {
      flex-direction: column;
      justify-self: end;
    }
  }

  .page.previous .icon {
    scale: -1 1;
  }

  .page:dir(rtl) .icon {
    scale: -1 1;
  }

  .page.previous:dir(rtl) .icon {
    scale: 1 1;
  }

  .page[aria-disabled='true'] {
    opacity: 0.45;
    cursor: default;
  }

  .pin {
    position: absolute;
    inset-block-start: calc(0.375 * var(--_rem));
    inset-inline-end: calc(0.375 * var(--_rem));
  }

  .pin[aria-pressed='true'] {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  @media (forced-colors: active) {
    .page {
      border: 1px solid ButtonText;
    }

    .pin[aria-pressed='true'] {
      border: 3px solid Highlight;
    }
  }
`;
