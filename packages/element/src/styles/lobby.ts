import {css} from 'lit';

export const lobbyStyles = css`
  .lobby {
    display: grid;
    grid-template: auto minmax(min-content, calc(28 * var(--_rem))) / minmax(0, 1fr);
    gap: clamp(calc(1.25 * var(--_rem)), 4cqi, calc(3.5 * var(--_rem)));
    align-content: safe center;
    inline-size: 100%;
    max-inline-size: calc(74 * var(--_rem));
    margin: auto;
    padding: clamp(var(--_rem), 4cqi, calc(3 * var(--_rem)));
    overflow: auto;
    /* What has the focus is not under the join button. */
    scroll-padding-block-end: calc(var(--_control-size) + var(--_rem));
    /* Of a given size, so that the form takes no more than there is. */
    block-size: 100cqb;
  }

  .preview {
    position: relative;
    display: grid;
    aspect-ratio: 16 / 10;
    max-block-size: 60cqb;
    inline-size: 100%;
    border-radius: var(--_radius);
    background: var(--_tile);
    box-shadow: var(--_shadow);
    overflow: clip;
  }

  .preview > * {
    grid-area: 1 / 1;
    min-inline-size: 0;
    min-block-size: 0;
  }

  .preview > video {
    inline-size: 100%;
    block-size: 100%;
    object-fit: cover;
  }

  .preview > .controls {
    align-self: end;
    justify-self: center;
    margin-block-end: clamp(calc(0.5 * var(--_rem)), 2cqi, var(--_rem));
    padding: calc(0.375 * var(--_rem));
    border-radius: var(--_round);
    background: color-mix(in srgb, var(--_raised) 88%, transparent);
  }

  .level {
    position: absolute;
    inset-block: 0;
    inset-inline-start: 0;
    aspect-ratio: 1;
    pointer-events: none;
  }

  .level > span {
    display: block;
    block-size: 100%;
    border-radius: var(--_round);
    background: var(--_speaking);
    opacity: calc(0.9 * var(--level, 0));
    scale: calc(1 + 0.45 * var(--level, 0));
    transition:
      scale 80ms linear,
      opacity 80ms linear;
  }

  .present {
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: center;
    min-block-size: calc(2 * var(--_rem));
    color: var(--_muted);
    overflow-wrap: anywhere;
  }

  .faces {
    flex: none;
    display: flex;
    gap: 2px;
    --_avatar-size: calc(2 * var(--_rem));
  }

  .no-preview {
    display: grid;
    gap: calc(0.75 * var(--_rem));
    place-content: center;
    justify-items: center;
    padding-block-end: calc(var(--_control-size) + calc(1.5 * var(--_rem)));
    color: var(--_muted);
    --_avatar-size: clamp(calc(3.5 * var(--_rem)), 14cqi, calc(6.5 * var(--_rem)));
  }

  /* The button to join stays where it is, whatever comes above it: who is in the call, a closed door, a blocked device. */
  .entry {
    display: flex;
    flex-direction: column;
    gap: calc(1.125 * var(--_rem));
    min-inline-size: 0;
  }

  /* Whatever has to be scrolled: joining is always in view. */
  .join-button {
    position: sticky;
    z-index: 1;
    inset-block-end: 0;
    /* Hides what is scrolled under it. */
    box-shadow:
      0 0 0 calc(0.5 * var(--_rem)) var(--_surface),
      0 calc(1.5 * var(--_rem)) 0 calc(0.5 * var(--_rem)) var(--_surface);
  }

  @container rtc-call (width >= 768px) or ((width >= 440px) and (height < 480px)) {
    .lobby {
      grid-template: 1fr / minmax(0, 1.7fr) minmax(min(calc(17 * var(--_rem)), 50%), 1fr);
    }

    /* In view also while what is beside it scrolls. */
    .preview {
      position: sticky;
      inset-block: 0;
      align-self: center;
    }

    .entry > h2 {
      margin-block-start: auto;
    }
  }

  /* About in the middle, with space for what may come above it. */
  @container rtc-call (width >= 768px) and (height >= 600px) {
    .entry::after {
      content: '';
      flex: 0 1 calc(80cqb - 30 * var(--_rem));
    }
  }

  @container rtc-call (width < 768px) {
    .preview {
      aspect-ratio: 4 / 3;
      max-block-size: 46cqb;
    }

    .join-button {
      margin-block-start: auto;
    }
  }

  @container rtc-call (height < 420px) {
    .lobby {
      --_control-size: var(--rtc-control-size, calc(2.5 * var(--_rem)));
      padding: calc(0.75 * var(--_rem));
      gap: calc(0.75 * var(--_rem));
    }

    .entry {
      gap: calc(0.75 * var(--_rem));
    }

    .preview {
      max-block-size: calc(100cqb - 1.5 * var(--_rem));
    }
  }

  /* No space for a picture: the switches of the devices, the name, and the button. */
  @container rtc-call (width < 440px) and (height < 330px) {
    .lobby {
      --_control-size: var(--rtc-control-size, calc(2.125 * var(--_rem)));
      padding: calc(0.5 * var(--_rem));
      gap: calc(0.375 * var(--_rem));
    }

    .preview {
      aspect-ratio: auto;
      background: none;
      box-shadow: none;
      overflow: visible;
    }

    .preview > video,
    .preview > .no-preview {
      display: none;
    }

    .preview > .controls {
      margin: 0;
      padding: 0;
      background: none;
    }

    .entry {
      gap: calc(0.375 * var(--_rem));
    }

    .entry > h2 {
      font-size: var(--_rem);
    }

    .present {
      min-block-size: 0;
      white-space: nowrap;
    }

    .present:not([part]),
    .faces {
      display: none;
    }

    .present > span {
      overflow: hidden;
      text-overflow: ellipsis;
    }

    .entry > .field > span {
      position: absolute;
      clip-path: inset(50%);
    }
  }
`;
