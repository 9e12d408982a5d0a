import {html, nothing} from 'lit';
import {DEVICE_CONTROLS} from '../controls/index.js';
import {icon} from '../icons.js';
import {mediaStream} from '../media-stream.js';
import {nameOf} from '../names.js';
import {card, cardView} from './card.js';
import {controlBar} from './control-bar.js';
import {deviceNotices, failureNotice} from './notices.js';

/** An outgoing call. */
export const dialing = cardView(context => {
  const {outgoing, local, strings, commands} = context;
  const name = nameOf(outgoing, strings.someone);
  return card({
    name: 'dialing',
    who: name,
    isRinging: true,
    title: strings.calling(name),
    hint: strings.callingHint,
    body: html`${
      local.stream && !local.camera.isMuted
        ? html`<video
            class="self mirrored"
            part="video"
            autoplay
            playsinline
            aria-label=${strings.preview}
            ${mediaStream(local.stream, {isMuted: true})}
          ></video>`
        : nothing
    }${deviceNotices(context)}`,
    actions: html`${controlBar(DEVICE_CONTROLS, context)}
      <button
        type="button"
        class="button danger"
        part="button cancel-button"
        data-focus
        @click=${() => commands.end()}
      >
        ${icon('hangUp')}${strings.cancel}
      </button>`,
  });
});

/** An incoming call. */
export const ringing = cardView(context => {
  const {incoming, options, strings, ui, commands} = context;
  const name = nameOf(incoming, strings.someone);
  return card({
    name: 'ringing',
    who: name,
    isRinging: true,
    title: strings.isCalling(name),
    body: html`${deviceNotices(context)}${failureNotice(context)}`,
    actions: html`<button
        type="button"
        class="button danger"
        part="button decline-button"
        @click=${() => commands.decline()}
      >
        ${icon('hangUp')}${strings.decline}
      </button>
      <button
        type="button"
        class="button success"
        part="button accept-button"
        data-focus
        aria-disabled=${ui.isBusy}
        @click=${() => commands.accept()}
      >
        ${icon('phone')}${strings.accept}
      </button>
      ${
        options.features.has('video')
          ? html`<button
              type="button"
              class="link-button"
              part="button accept-without-camera-button"
              @click=${() => commands.accept({isCameraOff: true})}
            >
              ${strings.acceptWithoutCamera}
            </button>`
          : nothing
      }`,
  });
});
