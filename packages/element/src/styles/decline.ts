import {css} from 'lit';

export const declineStyles = css`
  .own {
    display: flex;
    gap: calc(0.375 * var(--_rem));
    align-items: center;
    margin-block-start: calc(0.375 * var(--_rem));
    padding-block-start: calc(0.375 * var(--_rem));
    border-block-start: 1px solid var(--_border);
  }

  .own > input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(2.5 * var(--_rem));
    padding: 0.375em 0.75em;
    border: 1px solid color-mix(in srgb, var(--_muted) 65%, transparent);
    border-radius: calc(0.5 * var(--_radius));
    background: var(--_surface);
    font-size: max(16px, var(--_rem));
  }

  .own > .control {
    --_control-size: calc(2.5 * var(--_rem));
    flex: none;
  }

  @media (pointer: coarse) {
    .own > input {
      min-block-size: 44px;
    }

    .own > .control {
      --_control-size: 44px;
    }
  }
`;
