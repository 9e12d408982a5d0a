import {css} from 'lit';

export const panelStyles = css`
  .panel-place {
    display: contents;
  }

  .panel {
    display: grid;
    grid-template: auto minmax(0, 1fr) / minmax(0, 1fr);
    min-inline-size: 0;
    min-block-size: 0;
    margin: var(--_gap);
    margin-inline-start: 0;
    border-radius: var(--_radius);
    background: var(--_raised);
    box-shadow: var(--_shadow);
    overflow: clip;
  }

  .panel > header {
    display: flex;
    align-items: center;
    justify-content: space-between;
    padding-block: calc(0.5 * var(--_rem));
    padding-inline: calc(1.25 * var(--_rem)) calc(0.5 * var(--_rem));
  }

  .panel > header h2 {
    font-size: calc(1.0625 * var(--_rem));
    letter-spacing: 0;
  }

  .panel .control {
    --_control-size: calc(2.5 * var(--_rem));
    background: transparent;
  }

  /* It is in a corner, which would clip a ring around it. */
  .panel > header .control {
    outline-offset: -3px;
  }

  @container rtc-call (height < 330px) {
    .panel > header {
      padding-block: 0;
    }
  }

  @container rtc-call (width >= 768px) {
    .layout.with-panel {
      grid-template-columns: minmax(0, 1fr) min(var(--rtc-panel-width, calc(22 * var(--_rem))), 60%);
    }
  }

  @container rtc-call (width < 768px) {
    .panel {
      position: absolute;
      z-index: 4;
      inset: 0;
      margin: 0;
      border-radius: 0;
    }

    /* Nothing behind it can have the focus. */
    .covered:not(.with-flow.flow-page) > .view {
      visibility: hidden;
    }
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
    .panel .control {
      --_control-size: 44px;
    }

    .switch,
    .panel .flow label,
    .panel .peer summary {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .switch input {
      border: 1px solid ButtonText;
    }

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
