import {css} from 'lit';

export const chatStyles = css`
  .panel-chat {
    grid-template-rows: auto minmax(0, 1fr) auto;
  }

  .messages {
    display: flex;
    flex-direction: column;
    gap: 0.25rem;
    padding: 0 1.25rem 0.75rem;
    overflow: hidden auto;
    overscroll-behavior: contain;
  }

  .message:first-of-type {
    margin-block-start: auto;
  }

  .sender {
    display: flex;
    gap: 0.5rem;
    align-items: baseline;
    margin-block-start: 0.625rem;
    font-size: 0.8125rem;
  }

  .sender time {
    color: var(--_muted);
    font-size: 0.75rem;
  }

  .text {
    inline-size: fit-content;
    max-inline-size: 100%;
    margin-block-start: 0.125rem;
    padding: 0.4rem 0.75rem;
    border-radius: 0.875rem;
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

  .compose {
    display: flex;
    gap: 0.25rem;
    align-items: center;
    margin: 0.75rem;
    padding: 0.25rem;
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
    padding: 0.25rem 0.75rem;
    border: 0;
    background: transparent;
    outline: none;
  }

  .compose .control {
    background: var(--_accent);
    color: var(--_on-accent);
  }
`;
