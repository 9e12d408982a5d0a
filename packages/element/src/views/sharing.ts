import {html, nothing} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {mediaStream} from '../media-stream.js';

/** My own screen while I share it: in a row of its own, so that it covers nobody. */
export const sharing = ({local, strings, commands}: Context) =>
  local.screen
    ? html`<div class="sharing" part="sharing">
        <video
          part="video"
          autoplay
          playsinline
          aria-label=${strings.sharingScreen}
          ${mediaStream(local.screen, {isMuted: true})}
        ></video>
        <p role="status">${icon('screen')}<span>${strings.sharingScreen}</span></p>
        <button
          type="button"
          class="button danger"
          part="button stop-button"
          @click=${() => commands.toggleScreenshare()}
        >
          ${strings.screenshareStop}
        </button>
      </div>`
    : nothing;
