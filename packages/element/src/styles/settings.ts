import {css} from 'lit';

export const settingsStyles = css`
  .settings {
    display: grid;
    gap: 1rem;
    align-content: start;
    padding: 0.5rem 1.25rem 1.25rem;
    overflow: auto;
  }
`;
