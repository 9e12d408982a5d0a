import {css} from 'lit';

/** Styles that are needed before any view: frame, text, buttons and notices. */
export const base = css`
  :host {
    position: relative;
    display: block;
    box-sizing: border-box;
    flex: 1 1 auto;
    min-inline-size: 0;
    max-block-size: 100dvh;
    overflow: hidden;
    border-radius: var(--rtc-radius, 16px);
    background: var(--_surface);
    color: var(--_text);
    font: 400 medium/1.5 var(--_font);
    text-align: start;
    -webkit-tap-highlight-color: transparent;
  }

  /*
   * The size if the page sets none. Not on the host: an aspect-ratio there would derive a width from the page's height, and
   * a smallest height would not fit into a smaller container.
   */
  :host::before {
    display: block;
    aspect-ratio: 16 / 10;
    min-block-size: min(480px, 100dvh);
    content: '';
  }

  :host([hidden]) {
    display: none;
  }

  :host(:fullscreen) {
    border-radius: 0;
  }

  *,
  ::before,
  ::after {
    box-sizing: border-box;
  }

  .frame {
    position: absolute;
    inset: 0;
    /* With automatic tracks, a browser measures all that is in them before each layout. */
    display: grid;
    grid: minmax(0, 1fr) / minmax(0, 1fr);
    container: rtc-call / size;
  }

  .layout {
    position: relative;
    display: grid;
    grid: minmax(0, 1fr) / minmax(0, 1fr);
    min-block-size: 0;
  }

  .view {
    display: grid;
    grid: minmax(0, 1fr) / minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
  }

  .missing {
    place-self: center;
    display: grid;
    justify-items: center;
    gap: var(--_gap);
    max-inline-size: calc(28 * var(--_rem));
    padding: var(--_rem);
  }

  h2,
  p,
  ul {
    margin: 0;
    padding: 0;
  }

  h2 {
    font-size: clamp(calc(1.25 * var(--_rem)), var(--_rem) + 1.4cqi, calc(1.75 * var(--_rem)));
    font-weight: 650;
    line-height: 1.2;
    letter-spacing: -0.015em;
    text-wrap: balance;
    overflow-wrap: anywhere;
  }

  .hint {
    color: var(--_muted);
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }

  .hidden {
    position: absolute;
    inline-size: 1px;
    block-size: 1px;
    overflow: hidden;
    clip-path: inset(50%);
    white-space: nowrap;
  }

  .icon {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    fill: none;
    stroke: currentColor;
    stroke-width: 2;
    stroke-linecap: round;
    stroke-linejoin: round;
  }

  button,
  input,
  select {
    font: inherit;
    color: inherit;
  }

  button {
    touch-action: manipulation;
    cursor: pointer;
  }

  :focus-visible {
    outline: 3px solid var(--_accent-text);
    outline-offset: 2px;
  }

  .button {
    display: inline-flex;
    align-items: center;
    justify-content: center;
    gap: 0.5em;
    min-block-size: var(--_control-size);
    padding: 0.5em 1.5em;
    border: 1px solid transparent;
    border-radius: var(--_round);
    background: var(--_control);
    font-weight: 600;
    white-space: nowrap;
    transition: filter 120ms;
  }

  .button.primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .button.success {
    background: var(--_success);
    color: var(--_on-success);
  }

  .button.danger {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .button[aria-disabled='true'] {
    cursor: progress;
    opacity: 0.7;
  }

  @media (hover: hover) {
    .button:hover {
      filter: brightness(1.08);
    }
  }

  .notice {
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: start;
    padding: calc(0.75 * var(--_rem)) var(--_rem);
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_warning);
    color: var(--_on-warning);
    font-size: calc(0.9375 * var(--_rem));
    line-height: 1.4;
    text-align: start;
  }

  .notice .retry {
    display: block;
    min-block-size: calc(2.25 * var(--_rem));
    margin-block-start: calc(0.5 * var(--_rem));
    padding: 0 var(--_rem);
    border: 1px solid currentColor;
    border-radius: var(--_round);
    background: none;
    font-weight: 600;
    text-decoration: none;
  }

  @media (pointer: coarse) {
    .notice .retry {
      min-block-size: 44px;
    }
  }

  .notice[role='status'] {
    background: var(--_raised);
    color: var(--_text);
  }

  .frame:not(.as-others-see) .mirrored {
    scale: -1 1;
  }

  .spinner {
    flex: none;
    inline-size: 1.25em;
    block-size: 1.25em;
    border: 0.15em solid currentColor;
    border-inline-end-color: transparent;
    border-radius: var(--_round);
    animation: spin 0.9s linear infinite;
  }

  @keyframes spin {
    to {
      rotate: 1turn;
    }
  }

  /* Important, because rules for classes come later or are more specific. */
  @media (prefers-reduced-motion: reduce) {
    *,
    ::before,
    ::after {
      animation: none !important;
      transition: none !important;
    }

    .spinner {
      animation: pulse 2s ease-in-out infinite alternate !important;
    }
  }

  @keyframes pulse {
    to {
      opacity: 0.4;
    }
  }

  @media (forced-colors: active) {
    .button,
    .notice {
      border: 1px solid ButtonText;
    }
  }
`;
