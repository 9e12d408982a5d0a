import {css} from 'lit';

/** What opens over the view, at a button. */
export const menuStyles = css`
  .menu {
    position: fixed;
    inset: auto;
    margin: 0;
    max-inline-size: calc(100vi - 16px);
    max-block-size: calc(100dvb - 16px);
    padding: calc(0.375 * var(--_rem));
    overflow: auto;
    border: 1px solid var(--_border);
    border-radius: min(var(--_radius), calc(1.25 * var(--_rem)));
    background: var(--_raised);
    color: var(--_text);
    font-size: var(--_rem);
    box-shadow: var(--_shadow);
    animation: menu 120ms ease-out;
  }

  @keyframes menu {
    from {
      opacity: 0;
      translate: 0 calc(0.5 * var(--_rem));
    }
  }

  .item {
    display: flex;
    gap: calc(0.75 * var(--_rem));
    align-items: center;
    inline-size: 100%;
    min-inline-size: calc(13 * var(--_rem));
    min-block-size: calc(2.5 * var(--_rem));
    padding: calc(0.375 * var(--_rem)) calc(0.75 * var(--_rem));
    border: 0;
    border-radius: calc(0.75 * var(--_radius));
    background: none;
    font-size: calc(0.9375 * var(--_rem));
    text-align: start;
  }

  .item > .icon {
    color: var(--_muted);
  }

  .item kbd {
    margin-inline-start: auto;
    padding-inline-start: var(--_rem);
    color: var(--_muted);
    opacity: 1;
  }

  .item[disabled] {
    opacity: 0.5;
    cursor: default;
  }

  .item:focus-visible,
  .reactions > button:focus-visible {
    outline-offset: -3px;
  }

  .reactions {
    display: grid;
    grid-template-columns: repeat(8, auto);
    border-radius: min(var(--_round), calc(1.75 * var(--_rem)));
  }

  .reactions:not(:popover-open) {
    display: none;
  }

  .reactions > button {
    display: grid;
    place-items: center;
    inline-size: var(--_control-size);
    block-size: var(--_control-size);
    padding: 0;
    border: 0;
    border-radius: var(--_round);
    background: none;
    font-size: calc(1.625 * var(--_rem));
    font-family: var(--_emoji);
    line-height: 1;
    transition: scale 120ms;
  }

  .reactions > button:active {
    scale: 0.85;
  }

  @media (width < 430px) {
    .reactions {
      grid-template-columns: repeat(4, auto);
    }
  }

  @media (pointer: coarse) {
    .item {
      min-block-size: 44px;
    }

    .item kbd {
      display: none;
    }
  }

  @media (hover: hover) {
    .item:hover:not([disabled]),
    .reactions > button:hover {
      background: color-mix(in srgb, var(--_text) 8%, transparent);
    }

    .reactions > button:hover {
      scale: 1.12;
    }
  }

  .menu .group {
    padding: calc(0.5 * var(--_rem)) calc(0.75 * var(--_rem)) calc(0.25 * var(--_rem));
    color: var(--_muted);
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 600;
  }

  .menu > * + [role='group'] {
    margin-block-start: calc(0.375 * var(--_rem));
    border-block-start: 1px solid var(--_border);
  }

  .item[role='menuitemradio'][aria-checked='true'] {
    font-weight: 600;
  }
`;
