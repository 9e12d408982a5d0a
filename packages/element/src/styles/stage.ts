import {css} from 'lit';

export const stageStyles = css`
  .stage {
    position: relative;
    display: grid;
    grid-template-rows: minmax(0, 1fr) auto;
    min-inline-size: 0;
    min-block-size: 0;
    outline: none;
  }

  .tiles {
    position: relative;
    min-inline-size: 0;
    min-block-size: 0;
    margin: var(--_gap) var(--_gap) 0;
    container: stage / size;
  }

  .notices {
    position: absolute;
    z-index: 2;
    inset-block-start: calc(var(--_gap) * 2);
    inset-inline: calc(var(--_gap) * 2);
    display: grid;
    gap: 0.5rem;
    justify-items: center;
    pointer-events: none;
  }

  .notices > * {
    max-inline-size: 34rem;
    box-shadow: var(--_shadow);
    pointer-events: auto;
  }

  .notice button {
    display: grid;
    flex: none;
    place-items: center;
    min-inline-size: 1.75rem;
    min-block-size: 1.75rem;
    margin-block: -0.2rem;
    margin-inline-start: auto;
    padding-inline: 0.4em;
    border: 0;
    border-radius: 0.5rem;
    background: transparent;
    font-weight: 700;
    text-decoration: underline;
    text-underline-offset: 0.15em;
  }

  .notice.sharing {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .bar {
    display: flex;
    flex-wrap: wrap;
    gap: 0.5rem;
    align-items: center;
    justify-content: center;
    padding: var(--_gap);
  }

  .invitation,
  .joining {
    position: absolute;
    z-index: 1;
    inset: 0;
    block-size: fit-content;
    margin: auto auto clamp(0.75rem, 5cqb, 2.5rem);
    border-radius: var(--_radius);
    background: color-mix(in srgb, var(--_raised) 92%, transparent);
    backdrop-filter: blur(20px) saturate(1.4);
    /* Joining takes a moment, and so does connecting to the others. */
    animation: appear 200ms 400ms backwards;
    box-shadow: var(--_shadow);
  }

  .joining {
    display: flex;
    gap: 0.625rem;
    align-items: center;
    inline-size: fit-content;
    padding: 0.75rem 1.25rem;
  }

  .invitation {
    display: grid;
    gap: 0.75rem;
    inline-size: min(30rem, 100% - 2rem);
    max-block-size: calc(100% - 2rem);
    padding: clamp(1.25rem, 4cqi, 2rem);
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
    gap: 0.5rem;
    margin-block-start: 0.25rem;
  }

  .link input {
    flex: 999 1 12rem;
    min-inline-size: 0;
    min-block-size: var(--_control-size);
    padding-inline: 0.9em;
    border: 1px solid var(--_border);
    border-radius: 0.75rem;
    background: var(--_surface);
    font-size: 0.9375rem;
    text-overflow: ellipsis;
  }

  .link .button {
    flex: 1 0 9rem;
    border-radius: 0.75rem;
  }

  @container rtc-call (width < 30rem) {
    .controls {
      --_control-size: var(--rtc-control-size, min(3rem, 11.6cqi));
    }

    .control.danger {
      inline-size: calc(var(--_control-size) * 1.15);
    }

    /* On a phone the element is nearly full screen already, and the bar has little space. */
    .control[part~='control-fullscreen'] {
      display: none;
    }
  }
`;
