import {css} from 'lit';

/** The door of a room: in the lobby, over the stage, in the people panel, and the questions before what can't be undone. */
export const doorStyles = css`
  .door-closed,
  .locked {
    display: flex;
    gap: calc(0.625 * var(--_rem));
    align-items: center;
    color: var(--_muted);
    text-align: start;
    text-wrap: pretty;
  }

  .knock-notice {
    gap: calc(0.75 * var(--_rem));
    inline-size: min(calc(24 * var(--_rem)), 100%);
    background: var(--_raised);
    color: var(--_text);
  }

  .knock-notice > .icon {
    margin-block-start: 0.1em;
    color: var(--_accent-text);
  }

  .knock-notice > div {
    flex: 1;
    min-inline-size: 0;
    overflow-wrap: anywhere;
  }

  .knock-notice p:first-child {
    font-weight: 600;
  }

  .knock-text {
    color: var(--_muted);
  }

  /* Its direction is that of what was typed; its side is that of the name above it. */
  [part~='knock-text'] {
    text-align: match-parent;
  }

  .knock-notice .answers {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem));
    margin-block-start: calc(0.625 * var(--_rem));
  }

  .knock-notice .answers .button {
    display: inline-flex;
    flex: 0 1 auto;
    min-block-size: calc(2.25 * var(--_rem));
    margin: 0;
    padding-inline: calc(1.125 * var(--_rem));
    border-radius: var(--_round);
    background: var(--_control);
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
    text-decoration: none;
  }

  .knock-notice .answers .primary {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .knocks {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    max-block-size: max(calc(12 * var(--_rem)), 45cqb);
    margin: 0 calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem));
    padding-block: calc(0.5 * var(--_rem));
    border-radius: calc(0.75 * var(--_radius));
    background: color-mix(in srgb, var(--_accent) 9%, var(--_raised));
  }

  .knocks > header {
    display: flex;
    gap: var(--_rem);
    align-items: center;
    justify-content: space-between;
    min-block-size: calc(2 * var(--_rem));
    padding-inline: calc(0.75 * var(--_rem));
  }

  .knocks h3 {
    margin: 0;
    font-size: calc(0.875 * var(--_rem));
    font-weight: 650;
  }

  .count {
    display: inline-block;
    min-inline-size: 1.6em;
    margin-inline-start: 0.25em;
    padding-inline: 0.4em;
    border-radius: var(--_round);
    background: var(--_accent);
    color: var(--_on-accent);
    font-weight: 700;
    text-align: center;
  }

  .knocks > ul {
    list-style: none;
    overflow: hidden auto;
    scrollbar-width: thin;
  }

  .knocks .person {
    padding-inline-end: calc(0.5 * var(--_rem));
  }

  /* As wide as the panel lets it, whatever somebody has typed. */
  .knocks .who > * {
    white-space: normal;
    overflow-wrap: anywhere;
  }

  .knocks > .hint {
    padding: calc(0.25 * var(--_rem)) calc(0.75 * var(--_rem)) 0;
    font-size: calc(0.8125 * var(--_rem));
  }

  .knocks .admit,
  .link-button {
    flex: none;
    min-block-size: calc(2.25 * var(--_rem));
    border: 0;
    border-radius: var(--_round);
    font-size: calc(0.875 * var(--_rem));
    font-weight: 600;
  }

  .knocks .admit {
    padding-inline: var(--_rem);
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .link-button {
    padding-inline: calc(0.75 * var(--_rem));
    margin-inline-end: calc(-0.25 * var(--_rem));
    background: none;
    color: var(--_accent-text);
  }

  .knocks .refuse {
    --_control-size: calc(2.25 * var(--_rem));
    flex: none;
    color: var(--_muted);
  }

  .host-tools {
    display: grid;
    gap: calc(0.375 * var(--_rem));
    margin: 0 calc(1.25 * var(--_rem)) var(--_rem);
    padding-block-end: var(--_rem);
    border-block-end: 1px solid var(--_border);
  }

  .host-tools .switch {
    line-height: 1.35;
  }

  .host-tools .switch .hint {
    display: block;
    font-size: calc(0.8125 * var(--_rem));
  }

  .host-tools .button {
    justify-self: start;
    min-block-size: calc(2.25 * var(--_rem));
    padding: 0 var(--_rem);
    font-size: calc(0.875 * var(--_rem));
  }

  .host-tools .button:disabled,
  .person-actions button:disabled {
    opacity: 0.5;
    cursor: default;
  }

  .locked {
    padding: 0 calc(1.25 * var(--_rem)) calc(0.75 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
  }

  .person-actions .remove-button,
  .item.remove-button,
  .item.remove-button > .icon {
    color: var(--_danger-text);
  }

  .host-button {
    position: absolute;
    inset-block-start: calc(0.375 * var(--_rem));
    inset-inline-end: calc(0.375 * var(--_rem));
  }

  /* The menu is open: the button stays. */
  .tile .host-button.host-button[aria-expanded='true'] {
    opacity: 1;
  }

  .pin + .host-button {
    inset-inline-end: calc(0.75 * var(--_rem) + 2.25 * var(--_rem));
  }

  /* My own tile is in that corner. */
  .self-end.self-high > .main > .host-button {
    inset-inline: calc(0.375 * var(--_rem)) auto;
  }

  .question {
    inline-size: min(calc(24 * var(--_rem)), 100vi - 16px);
    max-block-size: calc(100dvb - 16px);
    padding: 0;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), calc(1.5 * var(--_rem)));
    background: var(--_raised);
    color: var(--_text);
    font-size: var(--_rem);
    box-shadow: var(--_shadow);
    animation: appear 150ms;
  }

  .question::backdrop {
    background: rgb(14 16 22 / 0.5);
  }

  .question > div {
    display: grid;
    gap: calc(0.5 * var(--_rem));
    padding: calc(1.5 * var(--_rem));
  }

  .question h2 {
    font-size: calc(1.25 * var(--_rem));
  }

  .question .answers {
    display: grid;
    gap: calc(0.625 * var(--_rem));
    margin-block-start: calc(0.75 * var(--_rem));
  }

  .question .plain {
    background: none;
  }

  @media (pointer: coarse) {
    .knock-notice .answers .button,
    .knocks .admit,
    .link-button,
    .host-tools .button {
      min-block-size: 44px;
    }

    .knocks .refuse {
      --_control-size: 44px;
    }

    .pin + .host-button {
      inset-inline-end: calc(0.75 * var(--_rem) + max(44px, 2.25 * var(--_rem)));
    }
  }

  @container rtc-call (height < 480px) {
    .knocks {
      max-block-size: none;
    }
  }

  @container rtc-call (width < 420px) {
    .knock-notice > .icon {
      display: none;
    }

    .knock-notice .answers .button {
      padding-inline: calc(0.875 * var(--_rem));
    }
  }

  @container rtc-call (height < 330px) {
    .knock-notice .answers {
      margin-block-start: calc(0.25 * var(--_rem));
    }

    .knock-notice > .icon {
      display: none;
    }
  }

  @media (forced-colors: active) {
    .knocks,
    .knocks .admit,
    .question {
      border: 1px solid ButtonText;
    }
  }
`;
