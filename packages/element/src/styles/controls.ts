import {css} from 'lit';

export const controlStyles = css`
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: clamp(calc(0.25 * var(--_rem)), 1cqi, calc(0.5 * var(--_rem)));
    align-items: center;
    justify-content: center;
  }

  .control {
    position: relative;
    display: grid;
    place-items: center;
    inline-size: var(--_control-size);
    block-size: var(--_control-size);
    padding: 0;
    border: 1px solid transparent;
    border-radius: var(--_round);
    background: var(--_control);
    transition: background-color 120ms;
  }

  .control[aria-pressed='true']:not(.device),
  .control[aria-expanded='true'] {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .control.off {
    background: color-mix(in srgb, var(--_danger) 18%, var(--_control));
    color: var(--_danger-text);
  }

  .control.danger {
    inline-size: calc(var(--_control-size) * 1.35);
    border-radius: var(--_round);
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .control[disabled] {
    opacity: 0.5;
    cursor: default;
  }

  .control[aria-expanded='true'] .tip {
    display: none;
  }

  .badge {
    position: absolute;
    inset-block-start: calc(-0.2 * var(--_rem));
    inset-inline-end: calc(-0.2 * var(--_rem));
    min-inline-size: calc(1.25 * var(--_rem));
    padding-inline: calc(0.3 * var(--_rem));
    border-radius: var(--_round);
    background: var(--_danger);
    color: var(--_on-danger);
    font-size: calc(0.75 * var(--_rem));
    font-weight: 700;
    line-height: calc(1.25 * var(--_rem));
    text-align: center;
  }

  .tip {
    position: absolute;
    z-index: 3;
    inset-block-end: calc(100% + calc(0.5 * var(--_rem)));
    padding: calc(0.25 * var(--_rem)) calc(0.625 * var(--_rem));
    border-radius: calc(0.5 * var(--_radius));
    background: var(--_text);
    color: var(--_surface);
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 500;
    white-space: nowrap;
    pointer-events: none;
    visibility: hidden;
    opacity: 0;
    transition: opacity 120ms 250ms;
  }

  .control:last-child:not(:first-child) .tip {
    inset-inline-end: 0;
  }

  .control:first-child .tip {
    inset-inline-start: 0;
  }

  kbd {
    margin-inline-start: calc(0.375 * var(--_rem));
    font: inherit;
    opacity: 0.7;
  }

  .control:focus-visible .tip {
    visibility: visible;
    opacity: 1;
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
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_raised);
    font-size: var(--_rem);
    font-weight: 400;
  }

  ::placeholder {
    color: var(--_muted);
    opacity: 1;
  }

  @media (hover: hover) {
    .control:hover {
      background: color-mix(in srgb, var(--_text) 12%, var(--_control));
    }

    .control.danger:hover {
      background: color-mix(in srgb, var(--_text) 12%, var(--_danger));
    }

    .control[aria-pressed='true']:not(.device):hover,
    .control[aria-expanded='true']:hover {
      background: color-mix(in srgb, var(--_text) 12%, var(--_accent));
    }

    .control:hover .tip {
      visibility: visible;
      opacity: 1;
    }
  }

  @media (forced-colors: active) {
    .control {
      border-color: ButtonText;
    }

    .control[aria-pressed='true'],
    .control[aria-expanded='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
