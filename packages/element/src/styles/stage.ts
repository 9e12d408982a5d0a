import {css} from 'lit';

export const stageStyles = css`
  .stage {
    position: relative;
    display: grid;
    grid-template: minmax(0, 1fr) repeat(4, auto) / minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
    outline: none;
  }

  .tiles {
    position: relative;
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
    margin: var(--_gap) var(--_gap) 0;
    container: stage / size;
  }

  .drop {
    position: absolute;
    z-index: 5;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 1em;
    border: 3px dashed var(--_accent);
    border-radius: inherit;
    background: color-mix(in srgb, var(--_surface) 85%, transparent);
    font-size: 1.375em;
    font-weight: 600;
    text-align: center;
    pointer-events: none;
  }

  .notices {
    z-index: 2;
    grid-area: 1 / 1;
    align-self: start;
    margin: calc(var(--_gap) * 2);
    margin-block-end: 0;
    display: grid;
    gap: calc(0.5 * var(--_rem));
    justify-items: center;
    pointer-events: none;
  }

  .notices > * {
    max-inline-size: calc(34 * var(--_rem));
    box-shadow: var(--_shadow);
    pointer-events: auto;
  }

  .notice button {
    display: grid;
    flex: none;
    place-items: center;
    min-inline-size: calc(1.75 * var(--_rem));
    min-block-size: calc(1.75 * var(--_rem));
    margin-block: calc(-0.2 * var(--_rem));
    margin-inline-start: auto;
    padding-inline: 0.4em;
    border: 0;
    border-radius: calc(0.5 * var(--_radius));
    background: transparent;
  }

  @media (pointer: coarse) {
    .notice > button {
      min-inline-size: 44px;
      min-block-size: 44px;
      margin-block: calc(-0.7 * var(--_rem));
    }
  }

  .bar {
    grid-area: 5 / 1;
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem));
    align-items: center;
    justify-content: center;
    padding: var(--_gap);
    container: bar / inline-size;
  }

  .invitation,
  .joining {
    position: absolute;
    z-index: 1;
    inset: 0;
    block-size: fit-content;
    margin: auto auto clamp(calc(0.75 * var(--_rem)), 5cqb, calc(2.5 * var(--_rem)));
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_raised) 92%, transparent);
    backdrop-filter: blur(20px) saturate(1.4);
    /* Joining takes a moment, and so does connecting to the others. */
    animation: appear 150ms 400ms backwards;
    box-shadow: var(--_shadow);
  }

  .joining {
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: center;
    inline-size: fit-content;
    padding: calc(0.75 * var(--_rem)) calc(1.25 * var(--_rem));
  }

  .invitation {
    display: grid;
    gap: calc(0.75 * var(--_rem));
    inline-size: min(calc(30 * var(--_rem)), 100% - calc(2 * var(--_rem)));
    max-block-size: calc(100% - calc(2 * var(--_rem)));
    padding: clamp(calc(1.25 * var(--_rem)), 4cqi, calc(2 * var(--_rem)));
    overflow: auto;
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .link {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem));
    margin-block-start: calc(0.25 * var(--_rem));
  }

  .link input {
    flex: 999 1 calc(12 * var(--_rem));
    min-inline-size: 0;
    min-block-size: var(--_control-size);
    padding-inline: 0.9em;
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_surface);
    font-size: calc(0.9375 * var(--_rem));
    text-overflow: ellipsis;
  }

  .link .button {
    flex: 1 0 calc(9 * var(--_rem));
    border-radius: calc(0.75 * var(--_radius));
  }

  /* As wide as the bar lets it, which decides how many controls fit (views/control-bar.ts). */
  .bar > .controls {
    flex: 1 1 calc(4.5 * var(--_control-size));
    flex-wrap: nowrap;
    min-inline-size: 0;
    /* In the first frame, all controls are in it. */
    animation: appear 100ms;
  }

  .bar > .controls > .control {
    flex: none;
  }

  @container bar (width < 460px) {
    .control.danger {
      inline-size: calc(var(--_control-size) * 1.15);
    }
  }

  @container rtc-call (height < 330px) {
    .bar {
      padding-block: calc(0.375 * var(--_rem));
    }

    .notice {
      padding: calc(0.375 * var(--_rem)) calc(0.625 * var(--_rem));
      font-size: calc(0.8125 * var(--_rem));
    }

    /* No space for the link itself. */
    .invitation {
      gap: calc(0.375 * var(--_rem));
      padding: calc(0.75 * var(--_rem));
      margin-block-end: auto;
    }

    .invitation > h2 {
      font-size: calc(1.0625 * var(--_rem));
    }

    .invitation > .hint,
    .link > input {
      display: none;
    }

    .link > .button {
      --_control-size: var(--rtc-control-size, calc(2.25 * var(--_rem)));
      flex-basis: 0;
    }
  }
`;
