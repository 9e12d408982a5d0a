import {css} from 'lit';

export const settingsStyles = css`
  .settings {
    display: grid;
    gap: var(--_rem);
    align-content: start;
    padding: calc(0.5 * var(--_rem)) calc(1.25 * var(--_rem)) calc(1.25 * var(--_rem));
    overflow: auto;
  }

  .settings-group {
    display: grid;
    gap: calc(0.5 * var(--_rem));
  }

  .settings-group + .settings-group {
    padding-block-start: var(--_rem);
    border-block-start: 1px solid var(--_border);
  }

  .settings .hint {
    font-size: calc(0.875 * var(--_rem));
    line-height: 1.4;
  }

  .switch + .hint {
    margin-block-start: calc(-0.375 * var(--_rem));
  }

  .settings .button {
    justify-self: start;
    min-block-size: calc(2.5 * var(--_rem));
    padding-inline: var(--_rem);
    font-size: calc(0.875 * var(--_rem));
    white-space: normal;
  }

  .own-video {
    inline-size: 100%;
    aspect-ratio: 16 / 9;
    margin-block-end: calc(0.25 * var(--_rem));
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_tile);
    object-fit: cover;
  }

  @container rtc-call (width >= 768px) {
    .own-video.elsewhere {
      display: none;
    }
  }

  .meter {
    block-size: calc(0.375 * var(--_rem));
    border-radius: var(--_round);
    background: var(--_control);
    overflow: clip;
  }

  .meter > span {
    display: block;
    block-size: 100%;
    background: var(--_speaking);
    scale: var(--level, 0) 1;
    transform-origin: left;
    transition: scale 80ms linear;
  }

  .meter:dir(rtl) > span {
    transform-origin: right;
  }

  .switch {
    display: flex;
    gap: var(--_rem);
    align-items: center;
    justify-content: space-between;
    min-block-size: calc(2.5 * var(--_rem));
    cursor: pointer;
  }

  .switch input {
    --_knob: calc(1.125 * var(--_rem));
    appearance: none;
    flex: none;
    display: grid;
    align-items: center;
    inline-size: calc(2.5 * var(--_rem));
    block-size: calc(1.5 * var(--_rem));
    margin: 0;
    padding-inline: calc(0.1875 * var(--_rem));
    border-radius: var(--_round);
    background: color-mix(in srgb, var(--_muted) 85%, transparent);
    cursor: inherit;
    transition: background 120ms;
  }

  .switch input::before {
    inline-size: var(--_knob);
    block-size: var(--_knob);
    border-radius: var(--_round);
    background: var(--_raised);
    content: '';
  }

  .switch input:checked {
    justify-items: end;
    background: var(--_accent);
  }

  .switch input:checked::before {
    background: var(--_on-accent);
  }

  @media (pointer: coarse) {
    .switch,
    .settings .button {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .meter,
    .switch input {
      border: 1px solid ButtonText;
    }

    .meter > span,
    .switch input::before {
      background: ButtonText;
      forced-color-adjust: none;
    }

    .switch input:checked {
      background: Highlight;
      forced-color-adjust: none;
    }

    .switch input:checked::before {
      background: HighlightText;
    }
  }
`;
