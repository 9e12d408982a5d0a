import {css} from 'lit';

export const shortcutListStyles = css`
  .shortcuts {
    inline-size: min(calc(26 * var(--_rem)), 100vi - 16px);
    max-block-size: min(calc(36 * var(--_rem)), 100dvb - 16px);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: var(--_radius);
    background: var(--_raised);
    color: var(--_text);
    font-size: var(--_rem);
    box-shadow: var(--_shadow);
    animation: appear 150ms;
  }

  .shortcuts::backdrop {
    background: rgb(14 16 22 / 0.5);
  }

  .shortcuts > div {
    padding: calc(0.75 * var(--_rem)) calc(1.25 * var(--_rem)) calc(1.25 * var(--_rem));
  }

  .shortcuts header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    margin-inline-end: calc(-0.75 * var(--_rem));
  }

  .shortcuts h2 {
    font-size: calc(1.125 * var(--_rem));
    letter-spacing: 0;
  }

  .shortcuts .control {
    background: transparent;
  }

  .shortcuts .hint {
    font-size: calc(0.875 * var(--_rem));
  }

  .shortcuts dl {
    margin: calc(0.75 * var(--_rem)) 0 0;
  }

  .shortcuts dl > div {
    display: flex;
    gap: var(--_rem);
    align-items: center;
    justify-content: space-between;
    padding-block: calc(0.375 * var(--_rem));
  }

  .shortcuts dl > div + div {
    border-block-start: 1px solid var(--_border);
  }

  .shortcuts dd {
    margin: 0;
  }

  .shortcuts kbd {
    display: inline-block;
    min-inline-size: calc(1.875 * var(--_rem));
    margin: 0;
    padding: calc(0.125 * var(--_rem)) calc(0.5 * var(--_rem));
    border: 1px solid var(--_border);
    border-block-end-width: 2px;
    border-radius: calc(0.5 * var(--_radius));
    background: var(--_surface);
    font-size: calc(0.875 * var(--_rem));
    text-align: center;
    opacity: 1;
  }
`;
