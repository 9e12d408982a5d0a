import {css} from 'lit';

/** Reactions and the raised hand on a tile. */
export const reactionStyles = css`
  .reaction {
    position: absolute;
    z-index: 1;
    inset-block-end: calc(2.5 * var(--_rem));
    inset-inline-start: calc(50% + (var(--_at) - 50) * 0.4% - 0.5em);
    font-size: clamp(calc(1.5 * var(--_rem)), 16cqmin, calc(4 * var(--_rem)));
    font-family: var(--_emoji);
    line-height: 1;
    filter: drop-shadow(0 2px 6px rgb(12 16 32 / 0.35));
    pointer-events: none;
    animation: float 4s cubic-bezier(0.2, 0.7, 0.4, 1) forwards;
  }

  @keyframes float {
    0% {
      opacity: 0;
      scale: 0.4;
    }
    8% {
      opacity: 1;
      scale: 1.1;
    }
    14% {
      scale: 1;
    }
    75% {
      opacity: 1;
    }
    100% {
      opacity: 0;
      translate: 0 min(-50cqb, -4em);
    }
  }

  .sign.hand {
    color: #ffd479;
  }
`;
