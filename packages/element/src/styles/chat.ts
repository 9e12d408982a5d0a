import {css} from 'lit';

export const chatStyles = css`
  .panel-chat {
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
  }

  /* Reversed, so that the end is where it starts, and where it stays while messages arrive. */
  .messages {
    grid-area: 2 / 1;
    display: flex;
    flex-direction: column-reverse;
    padding: 0 calc(1.25 * var(--_rem)) calc(0.75 * var(--_rem));
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  /* What is out of sight costs nothing, however long the list is. */
  .message {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    justify-items: start;
    margin-block-start: calc(0.875 * var(--_rem));
    content-visibility: auto;
    contain-intrinsic-block-size: auto calc(4 * var(--_rem));
  }

  .message.following {
    margin-block-start: calc(0.25 * var(--_rem));
  }

  .sender {
    display: flex;
    flex-wrap: wrap;
    gap: 0 calc(0.5 * var(--_rem));
    align-items: baseline;
    margin-block-end: calc(0.1875 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
    overflow-wrap: anywhere;
  }

  .sender b {
    font-weight: 650;
  }

  .sender time,
  .privately {
    color: var(--_muted);
    font-size: calc(0.75 * var(--_rem));
  }

  .privately .icon {
    inline-size: 1em;
    block-size: 1em;
    margin-inline-end: 0.3em;
    vertical-align: -0.1em;
  }

  .text {
    inline-size: fit-content;
    max-inline-size: 92%;
    padding: calc(0.4 * var(--_rem)) calc(0.75 * var(--_rem));
    border: 1px solid transparent;
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_control);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .mine {
    justify-items: end;
  }

  .mine .text {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .private .text {
    border: 1px dashed var(--_muted);
    background: transparent;
    color: var(--_text);
  }

  .text.emoji-only {
    padding: 0;
    background: none;
    color: var(--_text);
    font-size: calc(2.25 * var(--_rem));
    line-height: 1.2;
  }

  .file-card {
    display: grid;
    grid-template-columns: auto minmax(0, 1fr);
    gap: calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem));
    align-items: center;
    inline-size: min(100%, calc(20 * var(--_rem)));
    padding: calc(0.625 * var(--_rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
  }

  .file-kind {
    display: grid;
    place-items: center;
    inline-size: calc(2.5 * var(--_rem));
    block-size: calc(2.5 * var(--_rem));
    border-radius: calc(0.5 * var(--_radius));
    background: color-mix(in srgb, var(--_accent) 14%, var(--_raised));
    color: var(--_accent-text);
  }

  .file-name {
    overflow: hidden;
    font-weight: 600;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .file-about .hint {
    font-size: calc(0.8125 * var(--_rem));
    line-height: 1.35;
  }

  progress {
    grid-column: 1 / -1;
    inline-size: 100%;
    block-size: calc(0.375 * var(--_rem));
    border: 0;
    border-radius: var(--_round);
    background: var(--_control);
    overflow: hidden;
    appearance: none;
  }

  ::-webkit-progress-bar {
    background: transparent;
  }

  ::-webkit-progress-value {
    background: var(--_accent);
  }

  ::-moz-progress-bar {
    background: var(--_accent);
  }

  @media (forced-colors: active) {
    progress {
      appearance: auto;
    }
  }

  .file-actions {
    display: flex;
    grid-column: 1 / -1;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem));
  }

  .file-actions:not(:has(*)) {
    display: none;
  }

  .file-actions button {
    display: inline-flex;
    flex: 1;
    gap: 0.4em;
    align-items: center;
    justify-content: center;
    min-block-size: calc(2.25 * var(--_rem));
    padding-inline: calc(0.875 * var(--_rem));
    border: 0;
    border-radius: var(--_round);
    background: var(--_control);
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
    white-space: nowrap;
  }

  .file-actions button[part~='accept-file-button'],
  .file-actions button[part~='save-file-button'] {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .text a {
    color: inherit;
    text-underline-offset: 0.15em;
  }

  .latest {
    grid-area: 2 / 1;
    z-index: 1;
    place-self: end center;
    display: none;
    gap: calc(0.375 * var(--_rem));
    align-items: center;
    min-block-size: calc(2.25 * var(--_rem));
    margin-block-end: calc(0.5 * var(--_rem));
    padding-inline: calc(0.875 * var(--_rem));
    border: 0;
    border-radius: var(--_round);
    background: var(--_text);
    color: var(--_raised);
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 600;
    box-shadow: var(--_shadow);
  }

  .far + .latest {
    display: flex;
  }

  .composing {
    display: grid;
    grid-template-columns: minmax(0, 1fr);
    gap: calc(0.375 * var(--_rem));
    min-inline-size: 0;
    padding: calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem)) calc(0.75 * var(--_rem));
  }

  .composing > .hint {
    padding-inline: calc(0.5 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
  }

  .to {
    display: flex;
    gap: calc(0.375 * var(--_rem));
    align-items: center;
    padding-inline: calc(0.5 * var(--_rem));
    color: var(--_muted);
    font-size: calc(0.8125 * var(--_rem));
  }

  .to select {
    min-inline-size: 0;
    max-inline-size: 100%;
    min-block-size: calc(1.75 * var(--_rem));
    padding-inline: calc(0.5 * var(--_rem));
    border: 0;
    border-radius: var(--_round);
    background: var(--_control);
    color: var(--_text);
    font-weight: 600;
    text-overflow: ellipsis;
  }

  .compose {
    position: relative;
    display: flex;
    gap: calc(0.125 * var(--_rem));
    align-items: end;
    padding: calc(0.1875 * var(--_rem));
    border: 1px solid color-mix(in srgb, var(--_muted) 65%, transparent);
    border-radius: min(var(--_round), calc(1.5 * var(--_rem)));
  }

  .compose.private {
    border-style: dashed;
  }

  .compose:has(textarea:focus) {
    outline: 3px solid var(--_accent-text);
    outline-offset: 1px;
  }

  /* The field is as high as its text: a copy of it in the same grid cell gives the height. */
  .grow {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    max-block-size: calc(8.5 * var(--_rem));
    overflow: hidden auto;
  }

  .grow::after,
  .grow textarea {
    grid-area: 1 / 1;
    min-inline-size: 0;
    padding: calc(0.5 * var(--_rem)) calc(0.375 * var(--_rem));
    border: 0;
    background: transparent;
    color: inherit;
    font: inherit;
    line-height: 1.5;
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .grow::after {
    content: attr(data-value) ' ';
    visibility: hidden;
  }

  .grow textarea {
    resize: none;
    overflow: hidden;
    outline: none;
  }

  @media (pointer: coarse) {
    .grow textarea {
      min-block-size: 44px;
    }
  }

  .compose .control {
    flex: none;
  }

  .compose .control:last-child {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .emoji summary {
    list-style: none;
    cursor: pointer;
  }

  .emoji > div {
    position: absolute;
    z-index: 1;
    inset-inline: 0;
    inset-block-end: calc(100% + 0.375 * var(--_rem));
    display: grid;
    grid-template-columns: repeat(auto-fill, minmax(calc(2.5 * var(--_rem)), 1fr));
    padding: calc(0.375 * var(--_rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
    background: var(--_raised);
    box-shadow: var(--_shadow);
  }

  .emoji button {
    min-block-size: calc(2.5 * var(--_rem));
    padding: 0;
    border: 0;
    border-radius: calc(0.5 * var(--_radius));
    background: none;
    font-size: calc(1.25 * var(--_rem));
  }

  @media (hover: hover) {
    .emoji button:hover {
      background: var(--_control);
    }
  }

  @media (pointer: coarse) {
    .panel-chat .compose .control,
    .emoji button,
    .file-actions button {
      --_control-size: calc(2.75 * var(--_rem));
      min-block-size: calc(2.75 * var(--_rem));
    }

    .to select,
    .latest {
      min-block-size: calc(2.75 * var(--_rem));
    }
  }

  @container rtc-call (height < 330px) {
    .composing {
      padding: calc(0.25 * var(--_rem));
    }

    .to {
      padding-block: 0;
    }

    .grow {
      max-block-size: calc(3.5 * var(--_rem));
    }
  }
`;
