import {css} from 'lit';

/** Dark on light in any theme, since not all phones read others. */
export const qrCodeStyles = css`
  .qr {
    display: block;
    inline-size: min(100%, calc(12 * var(--_rem)));
    margin: calc(0.5 * var(--_rem)) auto 0;
    border-radius: calc(0.5 * var(--_rem));
    background: #fff;
    fill: #000;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
  }
`;
