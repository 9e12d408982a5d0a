import type {Participant} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {panelIcon} from './icons.js';
import {addStrings} from '../strings/index.js';
import {peopleStrings} from '../strings/people.js';
import {nameOfPerson} from '../names.js';
import {peopleStyles} from '../styles/people.js';
import {avatar} from '../views/avatar.js';
import {keyedList} from '../views/keyed-list.js';
import {framed} from './frame.js';
import {qrCode} from './qr-code.js';

addStrings(peopleStrings);

/** Everyone in the call and in its lobby, and how to invite others. */
export const people = framed('people', peopleStyles, render);

/** Whether the volume of a `<video>` can be changed; not on iPhones. */
const hasVolume = (() => {
  const video = document.createElement('video');
  video.volume = 0.5;
  return video.volume === 0.5;
})();

function render(context: Context): TemplateResult {
  const {participants, members, strings} = context;
  const count = participants.length + 1;
  // Who is in the call is there; the broker may not have heard of it yet.
  const waiting = members.filter(({id, isIn}) => !isIn && !participants.some(one => one.id === id));
  const everyone = [
    ...participants.map(participant => ({key: participant.id, template: () => person(participant, context)})),
    ...waiting.map(({id, displayName}) => ({
      key: `lobby ${id}`,
      template: () => row(nameOfPerson({id, displayName}, context), strings.inLobby, nothing, 'waiting'),
    })),
  ];
  return html`<div class="people">
    <div>
      ${context.doorUi?.section(context)}
      <p class="hint" part="hint">${strings.participants(count)}</p>
    </div>
    <ul class="list" part="people">
      <li part="person">${me(context)}</li>
      ${keyedList(everyone, ({template}) => html`<li part="person">${template()}</li>`)}
    </ul>
    ${invite(context)}
  </div>`;
}

const row = (name: string, status: string, signs: unknown, style = '') =>
  html`<div class="person ${style}">
    ${avatar(name)}
    <div class="who">
      <p class="person-name" part="person-name"><bdi>${name}</bdi></p>
      ${status ? html`<p class="hint" part="person-status">${status}</p>` : nothing}
    </div>
    ${signs}
  </div>`;

const sign = (label: string, drawing: TemplateResult, style = '') =>
  html`<span class="state ${style}" part="person-sign" role="img" aria-label=${label}>${drawing}</span>`;

type States = Pick<Participant, 'isHandRaised'> & {
  readonly isMicrophoneOff: boolean;
  readonly isCameraOff: boolean;
};

const signs = ({isHandRaised, isMicrophoneOff, isCameraOff}: States, {strings}: Context) => html`
  ${isHandRaised ? sign(strings.handRaised, icon('hand'), 'hand') : nothing}
  ${isMicrophoneOff ? sign(strings.muted, icon('microphoneOff'), 'off') : nothing}
  ${isCameraOff ? sign(strings.cameraIsOff, icon('cameraOff'), 'off') : nothing}
`;

function me(context: Context) {
  const {local, strings, options, ui} = context;
  const name = local.displayName || options.displayName || ui.name;
  const states = {
    isHandRaised: local.isHandRaised,
    isMicrophoneOff: local.microphone.isMuted,
    isCameraOff: local.camera.isMuted,
  };
  const status = local.isSpeaking ? strings.speaking : name ? strings.me : '';
  return row(name || strings.me, status, signs(states, context), local.isSpeaking ? 'speaking' : '');
}

/** One person: what they do, and behind a click what I can do about it. */
function person(participant: Participant, context: Context) {
  const {strings, ui, commands} = context;
  const {id, isNative, isMicrophoneMuted, isCameraMuted, isHandRaised, isSpeaking} = participant;
  const name = nameOfPerson(participant, context);
  const states = {isHandRaised, isMicrophoneOff: isMicrophoneMuted, isCameraOff: isCameraMuted};
  const isPinned = ui.pinnedId === id;
  const volume = ui.volumes[id] ?? 1;
  const check = context.verificationUi?.action(participant, context);
  const setVolume = ({target}: Event) => commands.setVolume(id, (target as HTMLInputElement).valueAsNumber);
  return html`<details part="person-details">
    <summary>
      ${row(name, statusOf(participant, context), [context.verificationUi?.mark(participant, context), signs(states, context)], isSpeaking ? 'speaking' : '')}
    </summary>
    <div class="person-actions">
      ${
        hasVolume
          ? html`<label class="volume">
              ${icon('speaker')}<span class="hidden">${strings.volumeOf(name)}</span>
              <input
                type="range"
                part="person-volume"
                min="0"
                max="1"
                step="0.05"
                .value=${String(volume)}
                @input=${setVolume}
              />
            </label>`
          : nothing
      }
      <button
        type="button"
        part="person-button"
        aria-pressed=${isPinned}
        @click=${() => commands.pin(isPinned ? null : id)}
      >
        ${panelIcon('pin')}${strings.pinPerson}
      </button>
      ${
        isNative && context.options.features.has('chat')
          ? html`<button type="button" part="person-button" @click=${() => commands.chatWith({id, name})}>
              ${icon('chat')}${strings.messagePerson}
            </button>`
          : nothing
      }${check ? html`<button type="button" part="person-button ${check.name}" @click=${check.run}>${check.drawing}${check.label}</button>` : nothing}
      ${context.doorUi?.actions(participant, context)}
    </div>
  </details>`;
}

/** The one thing that matters most about a person now. */
function statusOf(
  {status, isVideoPaused, isSpeaking, quality, screen, isNative, isHost}: Participant,
  {strings}: Context,
): string {
  if (status === 'connecting') return strings.connecting;
  if (status === 'reconnecting') return strings.reconnecting;
  if (isVideoPaused) return strings.videoPaused;
  if (quality !== 'good') return strings.qualities[quality];
  if (screen) return strings.sharesScreen;
  if (isSpeaking) return strings.speaking;
  if (isHost) return strings.host;
  return isNative ? '' : strings.noChat;
}

function invite({options, link: linkOf, strings, ui, commands}: Context) {
  const link = linkOf();
  if (!options.features.has('invite') || link === undefined || options.room === undefined) return nothing;
  return html`<section class="invite" part="invite" aria-label=${strings.inviteTitle}>
    <button
      type="button"
      class="button primary"
      part="button copy-button"
      @click=${() => commands.copyLink()}
    >
      ${icon(ui.isLinkCopied ? 'check' : 'copy')}${ui.isLinkCopied ? strings.linkCopied : strings.copyLink}
    </button>
    <details>
      <summary>${strings.showQrCode}</summary>
      ${qrCode(link, strings.qrCode)}
    </details>
  </section>`;
}
