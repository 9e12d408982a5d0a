import {css} from 'lit';

/** The check that a call is private: the dialog, its notices, and the marks of people. */
export const verificationStyles = css`
  .verification {
    inline-size: min(calc(30 * var(--_rem)), 100vi - 16px);
    max-block-size: calc(100dvb - 16px);
    padding: 0;
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), calc(1.5 * var(--_rem)));
    background: var(--_raised);
    color: var(--_text);
    font-size: var(--_rem);
    text-align: start;
    box-shadow: var(--_shadow);
  }

  .verification[open] {
    animation: appear 150ms;
  }

  .verification::backdrop {
    background: rgb(14 16 22 / 0.5);
  }

  .verification .page {
    display: grid;
    gap: calc(1.25 * var(--_rem));
    padding: calc(1.5 * var(--_rem));
  }

  .saying {
    display: grid;
    gap: calc(0.5 * var(--_rem));
  }

  .saying > .icon {
    inline-size: calc(2.75 * var(--_rem));
    block-size: calc(2.75 * var(--_rem));
    stroke-width: 1.75;
    color: light-dark(#0f7b4d, #4ade95);
  }

  .differs > .page .icon {
    color: var(--_danger-text);
  }

  .verification h2 {
    font-size: calc(1.25 * var(--_rem));
    outline-offset: 4px;
  }

  /* It has the focus only to be read. */
  .verification h2:focus {
    outline: none;
  }

  .saying > p {
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: center;
    text-wrap: pretty;
    overflow-wrap: anywhere;
  }

  .emoji-list {
    display: flex;
    flex-wrap: wrap;
    row-gap: calc(1.25 * var(--_rem));
    justify-content: center;
    margin: 0;
    padding: calc(1.25 * var(--_rem)) calc(0.25 * var(--_rem));
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_surface);
    list-style: none;
  }

  .emoji-list > li {
    flex: 0 0 25%;
    display: grid;
    gap: calc(0.375 * var(--_rem));
    justify-items: center;
    align-content: start;
    padding-inline: calc(0.25 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
    font-weight: 550;
    line-height: 1.25;
    text-align: center;
    hyphens: auto;
    overflow-wrap: anywhere;
  }

  .drawn {
    font-family: var(--_emoji);
    font-size: calc(2.75 * var(--_rem));
    line-height: 1.15;
    hyphens: none;
  }

  /* A phone on its side: the answers have to be in view. */
  @media (height < 480px) and (width >= 600px) {
    .verification {
      inline-size: min(calc(44 * var(--_rem)), 100vi - 16px);
    }

    .verification .page {
      gap: calc(0.75 * var(--_rem));
      padding: var(--_rem);
    }

    .emoji-list {
      padding-block: calc(0.5 * var(--_rem));
    }

    .emoji-list > li {
      flex-basis: calc(100% / 7);
    }

    .drawn {
      font-size: calc(2 * var(--_rem));
    }
  }

  .remember {
    display: flex;
    gap: calc(0.75 * var(--_rem));
    align-items: start;
    cursor: pointer;
  }

  .remember > input {
    flex: none;
    inline-size: calc(1.25 * var(--_rem));
    block-size: calc(1.25 * var(--_rem));
    margin: 0.15em 0 0;
    accent-color: var(--_accent);
  }

  .remember .hint {
    display: block;
    font-size: calc(0.8125 * var(--_rem));
    line-height: 1.4;
  }

  .verification .error {
    font-size: calc(0.8125 * var(--_rem));
  }

  .verification .answers {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(calc(11 * var(--_rem)), 1fr));
    gap: calc(0.625 * var(--_rem));
  }

  .verification .button {
    padding-inline: var(--_rem);
    white-space: normal;
  }

  .verification .plain {
    background: none;
  }

  .check-notice {
    gap: calc(0.75 * var(--_rem));
  }

  .check-notice.request {
    background: var(--_raised);
    color: var(--_text);
  }

  .check-notice.request > .icon {
    color: var(--_accent-text);
  }

  .check-notice.differs {
    background: var(--_danger);
    color: var(--_on-danger);
  }

  .check-notice > .icon {
    margin-block-start: 0.1em;
  }

  .check-notice > div {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .check-notice .answers {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem));
    margin-block-start: calc(0.625 * var(--_rem));
  }

  .check-notice .answers .button {
    display: inline-flex;
    flex: 0 1 auto;
    min-block-size: calc(2.25 * var(--_rem));
    margin: 0;
    padding-inline: calc(1.125 * var(--_rem));
    border: 1px solid currentColor;
    border-radius: var(--_round);
    background: none;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
    text-decoration: none;
  }

  .check-notice.request .answers .button {
    border-color: transparent;
    background: var(--_control);
  }

  .check-notice.request .answers .compare-button {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .mark {
    display: grid;
    flex: none;
    color: light-dark(#0f7b4d, #4ade95);
  }

  /* A new device is no reason for alarm. */
  .mark.changed {
    color: light-dark(#8a5a00, #ffcf66);
  }

  .mark.mismatch {
    color: var(--_danger-text);
  }

  /* On the dark ground of a tile's name. */
  .name > .mark {
    color-scheme: dark;
  }

  @media (pointer: coarse) {
    .check-notice .answers .button,
    .remember {
      min-block-size: 44px;
    }
  }

  @media (width < 430px), (height < 560px) {
    .verification .page {
      gap: var(--_rem);
      padding: calc(1.25 * var(--_rem)) var(--_rem);
    }

    .emoji-list {
      row-gap: calc(0.75 * var(--_rem));
      padding-block: calc(0.875 * var(--_rem));
    }

    .emoji-list > li {
      font-size: calc(0.8125 * var(--_rem));
    }

    .drawn {
      font-size: calc(2.25 * var(--_rem));
    }
  }

  @container rtc-call (width < 420px) or (height < 330px) {
    .check-notice > .icon {
      display: none;
    }

    .check-notice .answers {
      margin-block-start: calc(0.375 * var(--_rem));
    }
  }

  @media (forced-colors: active) {
    .verification,
    .emoji-list {
      border: 1px solid CanvasText;
    }
  }
`;
