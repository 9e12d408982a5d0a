import {css} from 'lit';

/** In a row of their own, so that they cover neither names nor controls. */
export const captionStyles = css`
  .captions {
    grid-area: 3 / 1;
    display: flex;
    flex-direction: column;
    gap: calc(0.25 * var(--_rem));
    justify-content: end;
    justify-self: center;
    box-sizing: border-box;
    inline-size: min(calc(48 * var(--_rem)), 100% - 2 * var(--_gap));
    max-block-size: 34cqb;
    margin-block-start: calc(0.5 * var(--_rem));
    padding: calc(0.375 * var(--_rem)) calc(0.75 * var(--_rem));
    border-radius: calc(0.5 * var(--_radius));
    background: rgb(14 16 22 / 0.88);
    color: #fff;
    font-size: calc(1.0625 * var(--_rem));
    line-height: 1.35;
    list-style: none;
    overflow: clip;
    animation: appear 150ms;
  }

  .captions > li {
    display: grid;
    flex: none;
    grid-template-columns: fit-content(30%) minmax(0, 1fr);
    gap: calc(0.625 * var(--_rem));
  }

  .caption-name {
    overflow: hidden;
    font-weight: 650;
    text-overflow: ellipsis;
    white-space: nowrap;
  }

  .caption-name::after {
    content: ':';
  }

  /* The last two lines of what somebody says. */
  .caption-lines {
    display: flex;
    flex-direction: column;
    justify-content: end;
    max-block-size: 2lh;
    overflow: clip;
    overflow-wrap: anywhere;
  }

  .caption-lines > p {
    flex: none;
    transition: opacity 180ms;
  }

  .caption-lines > .interim {
    color: rgb(255 255 255 / 0.78);
  }

  .caption-lines > .fading {
    opacity: 0;
  }

  @container rtc-call (width < 420px) {
    .captions > li {
      grid-template-columns: minmax(0, 1fr);
      gap: 0;
    }

    .caption-name {
      font-size: calc(0.8125 * var(--_rem));
    }
  }

  @container rtc-call (height < 330px) {
    .captions {
      margin-block-start: calc(0.25 * var(--_rem));
      padding-block: calc(0.125 * var(--_rem));
      font-size: calc(0.9375 * var(--_rem));
    }
  }

  /* Only who has begun to speak last, in one line. */
  @container rtc-call (height < 260px) {
    .captions > li:not(:last-child) {
      display: none;
    }

    .caption-lines {
      max-block-size: 1lh;
    }
  }

  @media (forced-colors: active) {
    .captions {
      border: 1px solid CanvasText;
    }

    .caption-lines > .interim {
      color: CanvasText;
      font-style: italic;
    }
  }
`;
