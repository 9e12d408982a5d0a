import {css} from 'lit';

export const lobbyStyles = css`
  .lobby {
    display: grid;
    gap: clamp(1.25rem, 4cqi, 3.5rem);
    align-content: safe center;
    inline-size: 100%;
    max-inline-size: 74rem;
    margin: auto;
    padding: clamp(1rem, 4cqi, 3rem);
    overflow: auto;
    max-block-size: 100cqb;
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
    z-index: 1;
    align-self: end;
    justify-self: center;
    margin-block-end: clamp(0.5rem, 2cqi, 1rem);
    padding: 0.375rem;
    border-radius: 999px;
    background: color-mix(in srgb, var(--_raised) 88%, transparent);
    backdrop-filter: blur(12px);
  }

  .no-picture {
    display: grid;
    gap: 0.75rem;
    place-content: center;
    justify-items: center;
    padding-block-end: calc(var(--_control-size) + 1.5rem);
    color: var(--_muted);
    --_avatar-size: clamp(3.5rem, 14cqi, 6.5rem);
  }

  .entry {
    display: grid;
    gap: 1.125rem;
    align-content: center;
    min-inline-size: 0;
  }

  @container rtc-call (width >= 48rem) {
    .lobby {
      grid-template-columns: minmax(0, 1.7fr) minmax(17rem, 1fr);
      align-items: center;
    }
  }

  @container rtc-call (width < 48rem) {
    .preview {
      aspect-ratio: 4 / 3;
      max-block-size: 46cqb;
    }
  }
`;
