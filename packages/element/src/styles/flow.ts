import {css} from 'lit';

/** Lanes are a quarter of the width each; `--at` is the first lane of an arrow, `--span` how many lanes it crosses. */
export const flowStyles = css`
  .flow {
    --_small: calc(0.8125 * var(--_rem));
    --_times: calc(3.25 * var(--_rem));
    grid-template-columns: minmax(0, 1fr);
    align-content: start;
    padding: 0 calc(1.25 * var(--_rem)) calc(1.25 * var(--_rem));
    overflow: hidden auto;
  }

  .report {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.75 * var(--_rem));
  }

  .flow label {
    display: flex;
    align-items: center;
    gap: 0.5em;
    min-block-size: calc(2.5 * var(--_rem));
  }

  .flow input {
    inline-size: 1.15em;
    block-size: 1.15em;
    margin: 0;
    accent-color: var(--_accent);
  }

  .flow label,
  .report .button,
  .problem {
    font-size: var(--_small);
  }

  .flow,
  .peers {
    display: grid;
    gap: calc(0.75 * var(--_rem));
  }

  .peer {
    padding: calc(0.75 * var(--_rem));
    border: 1px solid var(--_border);
    border-radius: calc(0.75 * var(--_radius));
  }

  .peer summary {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    justify-content: space-between;
    gap: calc(0.25 * var(--_rem)) calc(0.5 * var(--_rem));
    min-block-size: calc(1.75 * var(--_rem));
    font-weight: 650;
    overflow-wrap: anywhere;
    cursor: pointer;
  }

  .peer dl {
    margin: calc(0.625 * var(--_rem)) 0 0;
  }

  .path {
    --_tone: var(--_muted);
    padding: 0.1em 0.75em;
    border-radius: var(--_round);
    background: color-mix(in srgb, var(--_tone) 6%, transparent);
    outline: 1px solid color-mix(in srgb, var(--_tone) 45%, transparent);
    color: var(--_tone);
    font-size: var(--_small);
    font-weight: 500;
  }

  .flow dd {
    margin: 0;
  }

  .flow dt {
    color: var(--_muted);
    font-size: calc(0.75 * var(--_rem));
  }

  .metrics {
    display: grid;
    grid-template-columns: repeat(auto-fit, minmax(calc(6.5 * var(--_rem)), 1fr));
    gap: calc(0.75 * var(--_rem)) var(--_rem);
  }

  .metrics dd {
    font-weight: 600;
    font-variant-numeric: tabular-nums;
  }

  .plot {
    display: block;
    inline-size: 100%;
    block-size: calc(1.75 * var(--_rem));
    border-block-end: 1px solid var(--_border);
    color: var(--_accent);
  }

  .plot polyline {
    fill: none;
    stroke: currentColor;
    stroke-width: 1.5px;
    vector-effect: non-scaling-stroke;
  }

  .plot polygon {
    fill: currentColor;
    opacity: 0.12;
  }

  .facts > div {
    display: flex;
    gap: 0.75em;
    align-items: baseline;
  }

  .facts dt {
    flex: 0 0 calc(4.5 * var(--_rem));
  }

  .facts dd {
    font-size: var(--_small);
    overflow-wrap: anywhere;
  }

  .lanes {
    position: sticky;
    z-index: 1;
    inset-block-start: 0;
    display: grid;
    grid-template-columns: repeat(4, minmax(0, 1fr));
    padding-block: calc(0.375 * var(--_rem));
    padding-inline-start: var(--_times);
    background: var(--_raised);
  }

  .lanes span {
    margin-inline: 1px;
    padding: 0.3em 0;
    border: 1px solid var(--_border);
    border-radius: calc(0.5 * var(--_radius));
    background: var(--_surface);
    font-size: calc(0.6875 * var(--_rem));
    font-weight: 600;
    text-align: center;
    white-space: nowrap;
    overflow: hidden;
    text-overflow: ellipsis;
  }

  .diagram ol {
    margin: 0;
    padding: 0;
    padding-inline-start: var(--_times);
    padding-block-end: calc(0.75 * var(--_rem));
    background: linear-gradient(
        90deg,
        transparent calc(50% - 0.5px),
        var(--_border) 0 calc(50% + 0.5px),
        transparent 0
      )
      content-box 0 / 25% 100%;
    list-style: none;
  }

  .diagram li {
    --_tone: var(--_muted);
    position: relative;
    display: grid;
    padding-block-start: calc(0.4 * var(--_rem));
    font-size: var(--_small);
  }

  .diagram li.signaling {
    --_tone: var(--_accent);
  }

  .diagram li.ice,
  .path.relay {
    --_tone: light-dark(#9a5b00, #f2b552);
  }

  .diagram li.media,
  .path.direct {
    --_tone: light-dark(#0f7b4d, #4ade95);
  }

  .diagram li.failed,
  .problem {
    --_tone: var(--_danger-text);
  }

  @keyframes appear {
    from {
      opacity: 0;
    }
  }

  .diagram time {
    position: absolute;
    inset-block-start: calc(0.4 * var(--_rem));
    inset-inline-start: calc(-1 * var(--_times));
    color: var(--_muted);
    font-size: calc(0.75 * var(--_rem));
    font-variant-numeric: tabular-nums;
    line-height: calc(1.5 * var(--_small));
    white-space: nowrap;
  }

  .what,
  .diagram .problem,
  .why {
    justify-self: start;
    margin-inline-start: calc(12.5% + 0.625 * var(--_rem));
    overflow-wrap: anywhere;
  }

  .what,
  .why {
    background: var(--_raised);
  }

  .failed .what b {
    color: var(--_tone);
  }

  .flow p .icon {
    margin-inline-end: 0.3em;
    vertical-align: -0.25em;
  }

  .details {
    color: var(--_muted);
  }

  .diagram .problem {
    margin-block: calc(0.375 * var(--_rem)) calc(0.125 * var(--_rem));
  }

  .problem {
    padding: 0.375em 0.75em;
    border-inline-start: 3px solid var(--_tone);
    border-radius: calc(0.5 * var(--_radius));
    background: color-mix(in srgb, var(--_tone) 12%, var(--_raised));
  }

  .why {
    color: var(--_muted);
  }

  .why a {
    color: var(--_accent-text);
    white-space: nowrap;
  }

  .wire {
    position: relative;
    block-size: calc(0.75 * var(--_rem));
    color: var(--_tone);
  }

  .wire::before,
  .wire::after,
  .wire * {
    position: absolute;
    content: '';
  }

  /* The line; of what happens at one side, a dot beside its text. */
  .wire::before {
    inset-block-start: calc(50% - 1px);
    inset-inline-start: calc((var(--at) + 0.5) * 25%);
    inline-size: calc(var(--span) * 25%);
    border-block-start: 2px solid;
  }

  .here .wire {
    position: absolute;
    inset-inline: 0;
    inset-block-start: calc(0.4 * var(--_rem));
    block-size: 1.5em;
  }

  .here .wire::before {
    inset-block-start: calc(50% - 0.3 * var(--_rem));
    inline-size: calc(0.6 * var(--_rem));
    block-size: calc(0.6 * var(--_rem));
    margin-inline-start: calc(-0.3 * var(--_rem));
    border: 2px solid;
    border-radius: var(--_round);
    background: var(--_raised);
  }

  /* The head of the arrow, and its other one. */
  .wire::after,
  .wire b {
    inset-block-start: calc(50% - 0.3125 * var(--_rem));
    border-block: calc(0.3125 * var(--_rem)) solid transparent;
  }

  .forth .wire::after,
  .both .wire::after {
    inset-inline-end: calc((3.5 - var(--at) - var(--span)) * 25%);
    border-inline-start: calc(0.5 * var(--_rem)) solid;
  }

  .back .wire::after,
  .wire b {
    inset-inline-start: calc((var(--at) + 0.5) * 25%);
    border-inline-end: calc(0.5 * var(--_rem)) solid;
  }

  /* Where it passes through. */
  .wire i {
    inset-block-start: calc(50% - 0.28 * var(--_rem));
    inset-inline-start: calc((var(--via) + 0.5) * 25% - 0.28 * var(--_rem));
    inline-size: calc(0.56 * var(--_rem));
    block-size: calc(0.56 * var(--_rem));
    border: 2px solid;
    border-radius: var(--_round);
    background: var(--_raised);
  }

  .pending .wire::before,
  .failed:not(.here) .wire::before {
    border-block-start-style: dashed;
  }

  .ended .wire {
    color: var(--_muted);
  }

  .ended .problem {
    --_tone: var(--_muted);
  }

  @media (prefers-reduced-motion: no-preference) {
    .diagram li {
      animation: appear 160ms;
    }

    .pending .wire {
      animation: appear 1s infinite alternate;
    }
  }

  @media (forced-colors: active) {
    .flow {
      --_border: CanvasText;
    }

    .wire::after,
    .wire b {
      forced-color-adjust: none;
      color: CanvasText;
    }
  }

  @container rtc-call (width >= 768px) {
    .with-panel.with-flow {
      grid-template-columns: minmax(0, 1fr) min(var(--rtc-panel-width, calc(27 * var(--_rem))), 60%);
    }

    .with-panel.with-flow.flow-page {
      grid-template-columns: minmax(0, 1fr) minmax(0, 1fr);
    }
  }

  /* As a page, the diagram has the numbers beside it if there is room, and the call above it if there is not. */
  @container rtc-call (width >= 1200px) {
    .with-panel.with-flow.flow-page {
      grid-template-columns: minmax(0, 2fr) minmax(0, 3fr);
    }

    .flow.page {
      grid-template-columns: minmax(0, 1fr) calc(15 * var(--_rem));
    }

    .flow.page .peers {
      position: sticky;
      inset-block-start: 0;
      order: 1;
      align-self: start;
    }
  }

  @container rtc-call (width < 768px) {
    .with-panel.with-flow.flow-page {
      grid-template-rows: minmax(0, 2fr) minmax(0, 3fr);
    }

    .with-flow.flow-page .panel {
      position: static;
    }

    .flow {
      --_times: calc(2.875 * var(--_rem));
      padding-inline: calc(0.75 * var(--_rem));
    }

    .flow.page .peers {
      order: 1;
    }

    .lanes span {
      font-size: calc(0.625 * var(--_rem));
    }
  }
`;
