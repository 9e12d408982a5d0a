import {css} from 'lit';

export const cardStyles = css`
  .card {
    display: grid;
    gap: var(--_rem);
    place-content: safe center;
    justify-items: center;
    padding: clamp(var(--_rem), 4cqi, calc(3 * var(--_rem)));
    overflow: auto;
    text-align: center;
    --_avatar-size: clamp(calc(5 * var(--_rem)), 20cqb, calc(8 * var(--_rem)));
  }

  .card > * {
    max-inline-size: calc(28 * var(--_rem));
  }

  .card > .field {
    inline-size: min(calc(20 * var(--_rem)), 100%);
    text-align: start;
  }

  .card > .hint {
    margin-block-start: calc(-0.5 * var(--_rem));
  }

  .self {
    inline-size: clamp(calc(8 * var(--_rem)), 34cqmin, calc(13 * var(--_rem)));
    aspect-ratio: 16 / 10;
    border-radius: var(--_radius);
    background: var(--_tile);
    object-fit: cover;
    box-shadow: var(--_shadow);
  }

  .caller {
    position: relative;
    inline-size: min(calc(28 * var(--_rem)), 100cqi - 2 * clamp(var(--_rem), 4cqi, calc(3 * var(--_rem))));
    aspect-ratio: 16 / 9;
    max-block-size: 46cqb;
    border-radius: var(--_radius);
    background: var(--_tile);
    overflow: clip;
    box-shadow: var(--_shadow);
  }

  .caller > .remote {
    display: block;
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .caller > .self {
    position: absolute;
    inset-block-end: calc(0.5 * var(--_rem));
    inset-inline-end: calc(0.5 * var(--_rem));
    inline-size: 26%;
    border-radius: calc(0.5 * var(--_radius));
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.75 * var(--_rem));
    align-items: center;
    justify-content: center;
    margin-block-start: calc(0.75 * var(--_rem));
  }

  .actions > .controls {
    flex-basis: 100%;
    margin-block-end: calc(0.75 * var(--_rem));
  }

  .ring-buttons {
    display: flex;
    gap: clamp(calc(0.75 * var(--_rem)), 3cqi, calc(1.75 * var(--_rem)));
    justify-content: center;
  }

  .ring-button {
    display: grid;
    gap: calc(0.375 * var(--_rem));
    justify-items: center;
    min-inline-size: 44px;
    padding: 0;
    border: 0;
    border-radius: calc(0.75 * var(--_radius));
    background: none;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 550;
  }

  .ring-button[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.7;
  }

  .round {
    display: grid;
    place-items: center;
    inline-size: calc(1.25 * var(--_control-size));
    aspect-ratio: 1;
    border-radius: var(--_round);
    background: var(--_control);
    font-size: calc(1.125 * var(--_rem));
    transition: filter 120ms;
  }

  .ring-button.danger > .round {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .ring-button.success > .round {
    background: var(--_success);
    color: var(--_on-success);
  }

  @media (hover: hover) {
    .ring-button:hover > .round {
      filter: brightness(1.08);
    }
  }

  @media (forced-colors: active) {
    .round {
      border: 1px solid ButtonText;
    }
  }

  .said {
    margin: 0;
    padding: calc(0.75 * var(--_rem)) calc(1.125 * var(--_rem));
    border-radius: var(--_radius);
    background: var(--_raised);
    font-size: calc(1.0625 * var(--_rem));
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  .face {
    position: relative;
    display: grid;
    margin-block-end: var(--_rem);
  }

  .ringing::before,
  .ringing::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: var(--_round);
    border: 2px solid var(--_accent);
    animation: ring 2.4s ease-out infinite;
  }

  .ringing::after {
    animation-delay: 1.2s;
  }

  @container rtc-call (height < 420px) {
    .card {
      --_avatar-size: calc(3 * var(--_rem));
      --_control-size: var(--rtc-control-size, calc(2.5 * var(--_rem)));
      gap: calc(0.5 * var(--_rem));
      padding: calc(0.5 * var(--_rem));
    }

    .card > h2 {
      font-size: calc(1.125 * var(--_rem));
    }

    .card > .self {
      display: none;
    }

    .face,
    .actions,
    .actions > .controls {
      margin-block: 0;
    }

    /* Whatever has to be scrolled: the buttons are in view. */
    .actions {
      position: sticky;
      z-index: 1;
      inset-block-end: calc(-0.5 * var(--_rem));
      gap: calc(0.375 * var(--_rem)) calc(0.5 * var(--_rem));
      padding-block-end: calc(0.5 * var(--_rem));
      margin-block-end: calc(-0.5 * var(--_rem));
      background: var(--_surface);
    }
  }

  @container rtc-call (height < 330px) {
    .face {
      display: none;
    }

    .caller {
      max-block-size: 30cqb;
    }

    .caller > .self {
      display: none;
    }

    .card .button {
      padding-inline: 1em;
    }
  }

  /* Both buttons fit into one row. */
  @container rtc-call (width < 440px) and (height < 330px) {
    .card {
      --_control-size: var(--rtc-control-size, calc(2 * var(--_rem)));
      gap: calc(0.25 * var(--_rem));
      font-size: calc(0.875 * var(--_rem));
    }

    .card .button > svg {
      display: none;
    }

    .ring-button {
      min-inline-size: 0;
    }

    .caption {
      position: absolute;
      clip-path: inset(50%);
    }
  }

  @keyframes ring {
    from {
      scale: 1;
      opacity: 0.8;
    }

    to {
      scale: 1.6;
      opacity: 0;
    }
  }

  @media (prefers-reduced-motion: reduce) {
    .ringing::before,
    .ringing::after {
      animation: none;
      scale: 1.12;
    }

    .ringing::after {
      scale: 1.24;
      opacity: 0.4;
    }
  }
`;
