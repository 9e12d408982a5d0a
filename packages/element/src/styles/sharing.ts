import {css} from 'lit';

/** The row with my own screen while I share it. */
export const sharingStyles = css`
  .sharing {
    grid-area: 4 / 1;
    display: flex;
    gap: calc(0.75 * var(--_rem));
    align-items: center;
    justify-self: center;
    max-inline-size: calc(100% - 2 * var(--_gap));
    margin-block-start: var(--_gap);
    padding: calc(0.375 * var(--_rem));
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_raised);
    font-size: calc(0.875 * var(--_rem));
    line-height: 1.3;
  }

  .sharing video {
    block-size: calc(3.5 * var(--_rem));
    max-inline-size: 30%;
    border-radius: calc(0.5 * var(--_radius));
    background: var(--_tile);
  }

  .sharing p {
    display: flex;
    gap: calc(0.5 * var(--_rem));
    align-items: center;
    min-inline-size: 0;
    padding-inline-start: calc(0.375 * var(--_rem));
  }

  .sharing .button {
    --_control-size: calc(2.25 * var(--_rem));
    padding-inline: 1em;
  }

  @media (pointer: coarse) {
    .sharing .button {
      min-block-size: 44px;
    }
  }

  @container rtc-call (height < 450px) {
    .sharing {
      margin-block-start: calc(0.375 * var(--_rem));
      padding-block: 0;
      background: none;
    }

    .sharing video {
      block-size: calc(2.25 * var(--_rem));
    }
  }

  /* The button says it all. */
  @container rtc-call (height < 330px) or (width < 420px) {
    .sharing p {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  /* The control that shares a screen is left, which also stops that. */
  @container rtc-call (height < 260px) {
    .stage > .sharing {
      display: none;
    }
  }

  @container rtc-call (height < 330px) {
    .sharing video {
      display: none;
    }

    .sharing .button {
      --_control-size: calc(1.75 * var(--_rem));
      padding-block: 0;
    }
  }
`;
