import {css} from 'lit';

export const controlStyles = css`
  .controls {
    display: flex;
    flex-wrap: wrap;
    gap: clamp(0.25rem, 1cqi, 0.5rem);
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
    border-radius: 50%;
    background: var(--_control);
    transition: background-color 120ms;
  }

  .control[aria-pressed='true']:not(.device) {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .control.off {
    background: color-mix(in srgb, var(--_danger) 18%, var(--_control));
    color: light-dark(
      color-mix(in srgb, var(--_danger) 82%, #000),
      color-mix(in srgb, var(--_danger) 45%, #fff)
    );
  }

  .control.danger {
    inline-size: calc(var(--_control-size) * 1.35);
    border-radius: 999px;
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .control[disabled] {
    opacity: 0.5;
    cursor: default;
  }

  .badge {
    position: absolute;
    inset-block-start: -0.2rem;
    inset-inline-end: -0.2rem;
    min-inline-size: 1.25rem;
    padding-inline: 0.3rem;
    border-radius: 999px;
    background: var(--_danger);
    color: var(--_on-danger);
    font-size: 0.75rem;
    font-weight: 700;
    line-height: 1.25rem;
    text-align: center;
  }

  .tip {
    position: absolute;
    z-index: 3;
    inset-block-end: calc(100% + 0.5rem);
    padding: 0.25rem 0.625rem;
    border-radius: 0.5rem;
    background: var(--_text);
    color: var(--_surface);
    font-size: 0.8125rem;
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
    margin-inline-start: 0.375rem;
    font: inherit;
    opacity: 0.7;
  }

  .control:focus-visible .tip {
    visibility: visible;
    opacity: 1;
  }

  @media (hover: hover) {
    .control:hover {
      background: color-mix(in srgb, var(--_text) 12%, var(--_control));
    }

    .control.danger:hover,
    .control[aria-pressed='true']:not(.device):hover {
      background: color-mix(in srgb, var(--_text) 12%, var(--_danger));
    }

    .control[aria-pressed='true']:not(.device):hover {
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

    .control[aria-pressed='true'] {
      forced-color-adjust: none;
      background: Highlight;
      color: HighlightText;
    }
  }
`;
