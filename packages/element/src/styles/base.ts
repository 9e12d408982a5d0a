import {css} from 'lit';

/** Styles that all views share: frame, text, buttons and fields. */
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
    display: grid;
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
    outline: 3px solid var(--_accent);
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
    border-radius: 999px;
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

  .link-button {
    min-block-size: calc(2 * var(--_rem));
    padding: calc(0.25 * var(--_rem)) calc(0.75 * var(--_rem));
    border: 0;
    border-radius: calc(0.5 * var(--_rem));
    background: none;
    font-weight: 550;
    text-decoration: underline;
    text-underline-offset: 0.2em;
  }

  .field {
    display: grid;
    gap: calc(0.375 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
  }

  .field input,
  .field select {
    inline-size: 100%;
    min-block-size: var(--_control-size);
    padding: 0.5em 0.9em;
    border: 1px solid color-mix(in srgb, var(--_muted) 65%, transparent);
    border-radius: calc(0.75 * var(--_rem));
    background: var(--_raised);
    font-size: var(--_rem);
    font-weight: 400;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  .notice {
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: start;
    padding: calc(0.75 * var(--_rem)) var(--_rem);
    border-radius: calc(0.75 * var(--_rem));
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
    border-radius: 999px;
    background: none;
    font-weight: 600;
    text-decoration: none;
  }

  @media (pointer: coarse) {
    .notice .retry {
      min-block-size: 44px;
    }
  }

  .notice.looking {
    background: var(--_raised);
    color: var(--_text);
  }

  .drop {
    position: absolute;
    z-index: 5;
    inset: 0;
    display: grid;
    place-items: center;
    padding: 1em;
    border: 3px dashed var(--_accent);
    border-radius: inherit;
    background: color-mix(in srgb, var(--_surface) 85%, transparent);
    font-size: 1.375em;
    font-weight: 600;
    text-align: center;
    pointer-events: none;
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
    border-radius: 50%;
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
