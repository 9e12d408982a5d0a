import {css} from 'lit';

export const settingsStyles = css`
  .settings {
    display: grid;
    gap: var(--_rem);
    align-content: start;
    padding: calc(0.5 * var(--_rem)) calc(1.25 * var(--_rem)) calc(1.25 * var(--_rem));
    overflow: auto;
  }
`;
