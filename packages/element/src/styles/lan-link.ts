import {css} from 'lit';
import {qrCodeStyles} from './qr-code.js';

export const lanLinkStyles = css`
  ${qrCodeStyles}

  .lan {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(1 * var(--_rem));
  }

  .lan .qr {
    flex: none;
    inline-size: calc(8 * var(--_rem));
    margin: 0;
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
