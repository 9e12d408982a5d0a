import {css} from 'lit';

export const lanLinkStyles = css`
  .lan {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(1 * var(--_rem));
  }

  /* Dark on light in any theme, since not all phones read others. */
  .lan .qr {
    flex: none;
    inline-size: calc(8 * var(--_rem));
    border-radius: calc(0.5 * var(--_radius));
    background: #fff;
    fill: #000;
    shape-rendering: crispEdges;
    forced-color-adjust: none;
  }

  .lan .hint {
    flex: 1 1 calc(10 * var(--_rem));
    margin: 0;
  }

  /* The link is more useful than a code that has to be scrolled to. */
  @container stage (height < 360px) {
    .lan .qr {
      display: none;
    }
  }
`;
