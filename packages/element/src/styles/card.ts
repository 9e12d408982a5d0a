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
    border-radius: calc(var(--_radius) / 2);
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

  .actions > .link-button {
    flex-basis: 100%;
  }

  .who {
    position: relative;
    display: grid;
    margin-block-end: var(--_rem);
  }

  .ringing::before,
  .ringing::after {
    content: '';
    position: absolute;
    inset: 0;
    border-radius: 50%;
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

    .who,
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
    .who {
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
