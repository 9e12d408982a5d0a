import {css} from 'lit';

/** A shared screen that can be zoomed: its viewport scrolls. */
export const zoomStyles = css`
  .viewport {
    position: absolute;
    inset: 0;
    overflow: auto;
    /* A position in a video has no direction of text. */
    direction: ltr;
    scrollbar-width: thin;
  }

  .viewport:focus-visible {
    outline-offset: -3px;
  }

  .viewport[tabindex='0'] {
    cursor: grab;
  }

  .tile > .viewport > video {
    position: relative;
    display: block;
    inline-size: calc(100% * var(--_zoom));
    block-size: calc(100% * var(--_zoom));
  }

  .screen-tools {
    position: absolute;
    inset-block-start: calc(0.375 * var(--_rem));
    inset-inline: calc(0.375 * var(--_rem)) calc(3 * var(--_rem));
    display: flex;
    flex-wrap: wrap;
    gap: calc(0.25 * var(--_rem));
    pointer-events: none;
  }

  .screen-tools > .tool {
    font-size: calc(0.8125 * var(--_rem));
    font-weight: 650;
    pointer-events: auto;
  }

  .tile:fullscreen {
    border-radius: 0;
  }
`;
