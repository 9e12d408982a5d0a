import {css} from 'lit';

export const panelStyles = css`
  .panel {
    display: grid;
    grid-template-rows: auto minmax(0, 1fr);
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
    padding-block: 0.5rem;
    padding-inline: 1.25rem 0.5rem;
  }

  .panel > header h2 {
    font-size: 1.0625rem;
    letter-spacing: 0;
  }

  .panel .control {
    --_control-size: 2.5rem;
    background: transparent;
  }

  @container rtc-call (width >= 48rem) {
    .layout.with-panel {
      grid-template-columns: minmax(0, 1fr) minmax(18rem, 22rem);
    }
  }

  @container rtc-call (width < 48rem) {
    .panel {
      position: absolute;
      z-index: 4;
      inset: 0;
      margin-inline-start: var(--_gap);
    }
  }
`;
