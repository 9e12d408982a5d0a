import {css} from 'lit';

export const peopleStyles = css`
  .people {
    display: grid;
    grid-template: auto minmax(0, 1fr) auto / minmax(0, 1fr);
    min-block-size: 0;
    overflow: hidden auto;
  }

  .people > div > .hint {
    padding-inline: calc(1.25 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
  }

  .list {
    padding: calc(0.5 * var(--_rem));
    list-style: none;
    overflow: hidden auto;
  }

  .list summary {
    border-radius: calc(0.75 * var(--_radius));
    list-style: none;
    cursor: pointer;
  }

  .list summary::-webkit-details-marker {
    display: none;
  }

  .person {
    display: flex;
    gap: calc(0.5 * var(--_rem));
    align-items: center;
    min-block-size: calc(3.25 * var(--_rem));
    padding: calc(0.375 * var(--_rem)) calc(0.75 * var(--_rem));
  }

  .person .avatar {
    flex: none;
    inline-size: calc(2.25 * var(--_rem));
    block-size: calc(2.25 * var(--_rem));
    margin: 0;
    margin-inline-end: calc(0.25 * var(--_rem));
    font-size: calc(0.8125 * var(--_rem));
  }

  .person.speaking .avatar {
    outline: 2px solid var(--_speaking);
    outline-offset: 2px;
  }

  /* A person opens. */
  .list summary .person::after {
    flex: none;
    inline-size: calc(0.5 * var(--_rem));
    block-size: calc(0.5 * var(--_rem));
    margin-inline: calc(0.25 * var(--_rem));
    border: solid var(--_muted);
    border-width: 0 2px 2px 0;
    translate: 0 -15%;
    rotate: 45deg;
    content: '';
  }

  .list details[open] .person::after {
    translate: 0 15%;
    rotate: -135deg;
  }

  .person.waiting .avatar {
    background: var(--_control);
    color: var(--_muted);
  }

  .who {
    flex: 1;
    min-inline-size: 0;
    line-height: 1.3;
  }

  .person-name {
    overflow: hidden;
    font-weight: 550;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .who .hint {
    font-size: calc(0.8125 * var(--_rem));
  }

  .state {
    display: grid;
    color: var(--_muted);
  }

  .state.off {
    color: var(--_danger-text);
  }

  .state.hand {
    color: light-dark(#8a5a00, #ffcf66);
  }

  .person-actions {
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.5 * var(--_rem));
    padding: 0 calc(0.75 * var(--_rem)) calc(0.75 * var(--_rem));
  }

  .volume {
    display: flex;
    flex: 1 0 100%;
    gap: calc(0.5 * var(--_rem));
    align-items: center;
    color: var(--_muted);
  }

  .volume input {
    flex: 1;
    min-inline-size: 0;
    min-block-size: calc(1.75 * var(--_rem));
    accent-color: var(--_accent);
  }

  .person-actions button {
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

  .person-actions button[aria-pressed='true'] {
    background: var(--_accent);
    color: var(--_on-accent);
  }

  .invite {
    display: grid;
    gap: calc(0.5 * var(--_rem));
    padding: calc(0.75 * var(--_rem)) calc(1.25 * var(--_rem)) calc(1.25 * var(--_rem));
    border-block-start: 1px solid var(--_border);
  }

  .invite summary {
    padding-block: calc(0.25 * var(--_rem));
    font-size: calc(0.875 * var(--_rem));
    cursor: pointer;
  }

  .qr {
    display: block;
    inline-size: min(100%, calc(12 * var(--_rem)));
    margin: calc(0.5 * var(--_rem)) auto 0;
    border-radius: calc(0.5 * var(--_radius));
    background: #fff;
    fill: #000;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
  }

  @media (hover: hover) {
    .list summary:hover {
      background: var(--_control);
    }
  }

  @media (pointer: coarse) {
    .person-actions button,
    .volume input,
    .invite summary {
      min-block-size: calc(2.75 * var(--_rem));
    }
  }

  @container rtc-call (height < 480px) {
    .people {
      grid-template-rows: auto auto auto;
    }

    .list {
      overflow: visible;
    }
  }
`;
