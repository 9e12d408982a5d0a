import {css} from 'lit';

export const panelStyles = css`
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
    .layout:has(> .panel):not(:has(.flow.page)) > .view {
      visibility: hidden;
    }
  }
`;
