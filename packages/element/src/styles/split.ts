import {css} from 'lit';

/** A control with a caret beside it, as `withDeviceMenu()` makes it. */
export const splitStyles = css`
  .split {
    position: relative;
    display: flex;
    border-radius: var(--_round);
    background: var(--_control);
  }

  .caret {
    display: grid;
    place-items: center;
    inline-size: calc(0.625 * var(--_control-size));
    padding: 0;
    padding-inline-end: calc(0.25 * var(--_rem));
    border: 0;
    border-radius: var(--_round);
    background: none;
    font-size: calc(0.8125 * var(--_rem));
  }

  .caret[aria-expanded='true'] > .icon {
    rotate: 180deg;
  }

  @media (hover: hover) {
    .caret:hover {
      background: color-mix(in srgb, var(--_text) 12%, var(--_control));
    }
  }

  @media (pointer: coarse) {
    .caret {
      min-inline-size: 44px;
    }
  }
`;
