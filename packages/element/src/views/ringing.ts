import {html, nothing} from 'lit';
import {DEVICE_CONTROLS} from '../controls/index.js';
import {icon, type IconName} from '../icons.js';
import type {Context} from '../context.js';
import {mediaStream, participantVideo} from '../media-stream.js';
import {isCallerWanted} from '../ring-media.js';
import {nameOf} from '../names.js';
import {card, cardView} from './card.js';
import {controlBar} from './control-bar.js';
import {menuButton} from './menu-button.js';
import {deviceNotices, failureNotice} from './notices.js';

/** An outgoing call. */
export const dialing = cardView(context => {
  const {outgoing, strings, commands} = context;
  const name = nameOf(outgoing, strings.someone);
  return card({
    name: 'dialing',
    who: name,
    isRinging: true,
    title: strings.calling(name),
    hint: outgoing?.isSeen
      ? strings.theySeeYou(name)
      : outgoing?.isRinging
        ? strings.ringingHint
        : strings.callingHint,
    body: html`${myVideo(context)}${deviceNotices(context)}`,
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
  const {incoming, options, strings, commands} = context;
  const name = nameOf(incoming, strings.someone);
  return card({
    name: 'ringing',
    who: name,
    isRinging: true,
    video: callerVideo(context),
    title: strings.isCalling(name),
    hint: incoming?.displayName && !incoming.isNameVerified ? strings.nameUnverified : undefined,
    body: html`${showVideo(context)}${incoming?.video ? nothing : myVideo(context)}${deviceNotices(context)}${failureNotice(context)}`,
    actions: html`<div class="ring-buttons">
      <button
        type="button"
        class="ring-button danger"
        part="button decline-button"
        @click=${() => commands.decline()}
      >
        ${roundIcon('hangUp', strings.decline)}
      </button>
      ${menuButton(
        'decline-menu',
        strings.declineMessage,
        roundIcon('chat', strings.message),
        {className: 'ring-button', role: 'dialog'},
        context,
      )}
      ${options.features.has('video') ? [acceptAudio(context), acceptVideo(context)] : accept(context)}
    </div>`,
  });
});

/** The round icon of a button, and its caption. */
const roundIcon = (name: IconName, caption: string) =>
  html`<span class="round" part="ring-icon">${icon(name)}</span
    ><span class="caption" part="ring-caption">${caption}</span>`;

const acceptVideo = ({strings, ui, commands}: Context) =>
  html`<button
    type="button"
    class="ring-button success"
    part="button accept-button"
    data-focus
    aria-label=${strings.acceptVideo}
    aria-disabled=${ui.isBusy}
    @pointerdown=${() => commands.pressAccept()}
    @click=${() => commands.accept({video: true})}
  >
    ${roundIcon('camera', strings.video)}
  </button>`;

const acceptAudio = ({strings, ui, commands}: Context) =>
  html`<button
    type="button"
    class="ring-button success"
    part="button accept-audio-button"
    aria-label=${strings.acceptAudio}
    aria-disabled=${ui.isBusy}
    @click=${() => commands.accept({video: false})}
  >
    ${roundIcon('phone', strings.audio)}
  </button>`;

/** On a page without video there is nothing to choose. */
const accept = ({strings, ui, commands}: Context) =>
  html`<button
    type="button"
    class="ring-button success"
    part="button accept-button"
    data-focus
    aria-disabled=${ui.isBusy}
    @click=${() => commands.accept()}
  >
    ${roundIcon('phone', strings.accept)}
  </button>`;

/** My own video, small: what the caller or the callee will see, or sees already. */
const myVideo = ({local, strings}: Context) =>
  local.stream && !local.camera.isMuted
    ? html`<video
        class="self mirrored"
        part="video"
        autoplay
        playsinline
        aria-label=${strings.preview}
        ${mediaStream(local.stream, {isMuted: true})}
      ></video>`
    : nothing;

/** The caller's video instead of the avatar; my own in its corner. Undefined while none arrives. */
function callerVideo(context: Context) {
  const {incoming, strings} = context;
  if (!incoming?.video) return undefined;
  const label = nameOf(incoming, strings.someone);
  return html`<div class="caller" part="caller">
    ${participantVideo(incoming.video, {className: 'remote', label, isMuted: true})}${myVideo(context)}
  </div>`;
}

/** Lets me look at a caller whom no token makes trusted, if the two of us are connected. */
function showVideo({incoming, options, ui, strings, commands}: Context) {
  const isWanted = isCallerWanted(options, ui, incoming?.isTrusted ?? false);
  if (!incoming?.canShowVideo || isWanted || !options.features.has('ringVideo')) return nothing;
  return html`<button
    type="button"
    class="button"
    part="button show-video-button"
    @click=${() => commands.showCaller()}
  >
    ${strings.showVideo}
  </button>`;
}
