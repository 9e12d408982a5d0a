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

  @media (pointer: coarse) {
    .settings .button {
      min-block-size: 44px;
    }
  }

  @media (forced-colors: active) {
    .meter {
      border: 1px solid ButtonText;
    }

    .meter > span {
      background: ButtonText;
      forced-color-adjust: none;
    }
  }

  /* Beside the panel, a lobby has no space for two columns. */
  @container rtc-call (768px <= width < 1040px) {
    .with-panel .lobby {
      grid-template: auto minmax(min-content, calc(28 * var(--_rem))) / minmax(0, 1fr);
    }

    .with-panel .preview {
      position: relative;
      max-block-size: 46cqb;
    }

    .with-panel .entry::after {
      content: none;
    }

    .with-panel .entry > h2 {
      margin: 0;
    }

    .with-panel .join-button {
      margin-block-start: auto;
    }
  }
`;
