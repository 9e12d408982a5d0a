import {css} from 'lit';

export const missedStyles = css`
  .missed {
    inline-size: min(calc(24 * var(--_rem)), 100%);
    margin-block-start: calc(0.5 * var(--_rem));
    text-align: start;
  }

  .missed > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
  }

  .missed h3 {
    margin: 0;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
    color: var(--_muted);
  }

  .missed .link-button {
    min-block-size: calc(2 * var(--_rem));
    padding: calc(0.25 * var(--_rem)) calc(0.75 * var(--_rem));
    border: 0;
    border-radius: calc(0.5 * var(--_radius));
    background: none;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 550;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .missed > ul {
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_raised);
    list-style: none;
  }

  .missed li {
    display: flex;
    gap: calc(0.75 * var(--_rem));
    align-items: center;
    padding: calc(0.5 * var(--_rem));
    padding-inline-start: var(--_rem);
  }

  .missed li + li {
    border-block-start: 1px solid var(--_border);
  }

  .missed p {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
    overflow-wrap: anywhere;
  }

  .missed b {
    display: block;
    font-weight: 600;
  }

  .missed time {
    color: var(--_muted);
    font-size: calc(0.8125 * var(--_rem));
  }

  .call-back {
    --_control-size: calc(2.5 * var(--_rem));
    flex: none;
    color: light-dark(
      oklch(from var(--_success) min(l, 0.48) c h),
      oklch(from var(--_success) max(l, 0.78) c h)
    );
  }

  @media (pointer: coarse) {
    .call-back {
      --_control-size: 44px;
    }

    .missed .link-button {
      min-block-size: 44px;
    }
  }
`;
