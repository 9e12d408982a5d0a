import {css} from 'lit';

export const chatStyles = css`
  /* Reversed, so that the end is where it starts, and where it stays while messages arrive. */
  .messages {
    display: flex;
    flex-direction: column-reverse;
    padding: 0 calc(1.25 * var(--_rem)) calc(0.75 * var(--_rem));
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  .messages > div {
    display: flex;
    flex-direction: column;
    gap: calc(0.25 * var(--_rem));
  }

  .sender {
    display: flex;
    gap: calc(0.5 * var(--_rem));
    align-items: baseline;
    margin-block-start: calc(0.625 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
  }

  .sender time {
    color: var(--_muted);
    font-size: calc(0.75 * var(--_rem));
  }

  .text {
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block-start: calc(0.125 * var(--_rem));
    padding: calc(0.4 * var(--_rem)) calc(0.75 * var(--_rem));
    border-radius: calc(0.875 * var(--_rem));
    background: var(--_control);
    overflow-wrap: anywhere;
    white-space: pre-wrap;
  }

  .mine {
    align-self: end;
  }

  .mine .sender {
    justify-content: end;
  }

  .mine .text {
    margin-inline-start: auto;
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .text a {
    color: inherit;
  }

  .alone {
    padding: 0 calc(1.25 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
  }

  .compose {
    display: flex;
    gap: calc(0.25 * var(--_rem));
    align-items: center;
    margin: calc(0.75 * var(--_rem));
    padding: calc(0.25 * var(--_rem));
    border: 1px solid color-mix(in srgb, var(--_muted) 65%, transparent);
    border-radius: 999px;
  }

  .compose:focus-within {
    outline: 3px solid var(--_accent);
    outline-offset: 1px;
  }

  .compose input {
    flex: 1;
    min-inline-size: 0;
    padding: calc(0.25 * var(--_rem)) calc(0.75 * var(--_rem));
    border: 0;
    background: transparent;
    outline: none;
  }

  .compose .control {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  @container rtc-call (height < 330px) {
    .compose {
      margin: calc(0.25 * var(--_rem));
    }
  }
`;
