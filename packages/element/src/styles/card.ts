import {css} from 'lit';

export const cardStyles = css`
  .card {
    display: grid;
    gap: 1rem;
    place-content: safe center;
    justify-items: center;
    padding: clamp(1rem, 4cqi, 3rem);
    overflow: auto;
    text-align: center;
    --_avatar-size: clamp(5rem, 20cqb, 8rem);
  }

  .card > * {
    max-inline-size: 28rem;
  }

  .card > .field {
    inline-size: min(20rem, 100%);
    text-align: start;
  }

  .card > .hint {
    margin-block-start: -0.5rem;
  }

  .self {
    inline-size: clamp(8rem, 34cqmin, 13rem);
    aspect-ratio: 16 / 10;
    border-radius: var(--_radius);
    background: var(--_tile);
    object-fit: cover;
    box-shadow: var(--_shadow);
  }

  .caller {
    position: relative;
    inline-size: min(28rem, 100cqi - 2 * clamp(1rem, 4cqi, 3rem));
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
    inset-block-end: 0.5rem;
    inset-inline-end: 0.5rem;
    inline-size: 26%;
    border-radius: calc(var(--_radius) / 2);
  }

  .actions {
    display: flex;
    flex-wrap: wrap;
    gap: 0.75rem;
    align-items: center;
    justify-content: center;
    margin-block-start: 0.75rem;
  }

  .actions > .controls {
    flex-basis: 100%;
    margin-block-end: 0.75rem;
  }

  .actions > .link-button {
    flex-basis: 100%;
  }

  .who {
    position: relative;
    display: grid;
    margin-block-end: 1rem;
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
