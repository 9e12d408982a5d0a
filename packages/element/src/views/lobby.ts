import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {DEVICE_CONTROLS} from '../controls/index.js';
import {settings} from '../controls/settings.js';
import {mediaStream} from '../media-stream.js';
import {lobbyStyles} from '../styles/lobby.js';
import {splitStyles} from '../styles/split.js';
import {avatar} from './avatar.js';
import {controlBar} from './control-bar.js';
import {withDeviceMenu} from './menu-button.js';
import {nameField} from './name-field.js';
import {deviceNotices, failureNotice} from './notices.js';
import {whoIs} from './people.js';
import type {View} from './view.js';

/** The lobby of a room: preview, device controls, name, and the join button. */
export const lobby: View = {styles: [splitStyles, lobbyStyles], render};

function render(context: Context): TemplateResult {
  const {state, options, strings, ui, commands, door, doorUi} = context;
  const isWaiting = state === 'knocking';
  // Without the engine there is no preview, so it comes before joining.
  const isIncomplete = ui.failure?.code === 'code-not-loaded';
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    if (isIncomplete) commands.tryAgain();
    else commands.join(doorUi?.text);
  };
  return html`
    <div class="lobby" part="lobby">
      <div class="preview" part="preview">
        ${preview(context)}${controlBar([...DEVICE_CONTROLS, settings], context, (control, button) =>
          withDeviceMenu(
            control,
            control.name === 'microphone' ? withLevel(button, context) : button,
            context,
          ),
        )}
      </div>
      <form class="entry" @submit=${submit}>
        <h2 part="title">${isWaiting ? strings.knocking : (options.roomLabel ?? strings.lobbyTitle)}</h2>
        ${present(context)}
        ${isWaiting ? nothing : [options.displayName ? nothing : nameField(context), doorUi?.entry(context)]}${deviceNotices(context)}${failureNotice(context)}
        ${
          isWaiting
            ? doorUi?.waiting(context)
            : html`<button
                class="button primary join-button"
                part="button join-button"
                aria-disabled=${ui.isBusy}
                data-focus
              >
                ${ui.isBusy ? html`<span class="spinner" part="spinner"></span>${strings.joining}` : isIncomplete ? strings.tryAgain : (door?.isKnockRequired && strings.askToJoin) || strings.join}
              </button>`
        }
        <slot name="lobby"></slot>
      </form>
    </div>
  `;
}

/** The button of the microphone, and behind it how loud I am. */
const withLevel = (button: TemplateResult, {local, soundMeter}: Context) =>
  html`<span class="level" part="level" aria-hidden="true"
      >${soundMeter(local.microphone.isMuted ? null : local.stream)}</span
    >${button}`;

/** How many of those in the call have an avatar. */
const AVATARS = 3;

/** Who is in the call already. Its line is there before that is known: the name field must not move from under the pointer. */
function present(context: Context) {
  const {members, strings, door} = context;
  if (door?.isKnockRequired) return nothing;
  const inside = members.filter(({isIn}) => isIn);
  if (!inside[0]) return html`<p class="present">${door && !members[0] ? strings.waitingTitle : nothing}</p>`;
  return html`<p class="present" part="present" role="status">
    <span class="faces" part="faces">
      ${inside.slice(0, AVATARS).map(({displayName}) => avatar(displayName || strings.someone))}
    </span>
    <span>${strings.inTheCall(whoIs(inside, context), inside.length)}</span>
  </p>`;
}

function preview(context: Context) {
  const {local, options, ui, strings, isStarting} = context;
  if (!local.camera.isMuted && local.stream)
    return html`<video
      class="mirrored"
      part="video"
      autoplay
      playsinline
      aria-label=${strings.preview}
      ${mediaStream(local.stream, {isMuted: true})}
    ></video>`;
  const name = options.displayName || ui.name;
  return html`<div class="no-preview" part="no-preview">
    ${isStarting ? html`<span class="spinner" part="spinner"></span>` : avatar(name || strings.me)}
    <p>${isStarting ? strings.previewStarting : previewText(context)}</p>
  </div>`;
}

function previewText({local: {camera}, strings}: Context): string {
  if (camera.isInterrupted) return strings.previewInterrupted;
  return camera.error ? strings.previewNoCamera : strings.previewCameraOff;
}
