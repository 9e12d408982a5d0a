import {html, nothing, type TemplateResult} from 'lit';
import type {Settings} from '../choices.js';
import {isOnStage, type Context} from '../context.js';
import {mediaStream} from '../media-stream.js';
import {addStrings} from '../strings/index.js';
import {LANGUAGES} from '../strings/languages.js';
import {settingsStrings} from '../strings/settings.js';
import {settingsStyles} from '../styles/settings.js';
import {views} from '../views/index.js';
import {framed} from './frame.js';

addStrings(settingsStrings);

/** My devices and what is done with their sound and video, ring tones, and the language. */
export const settings = framed('settings', settingsStyles, render);

function render(context: Context): TemplateResult {
  const {strings, local, options} = context;
  return html`<div class="settings">
    ${views.loaded?.deviceNotices(context)}
    <div class="settings-group" part="settings-group" role="group" aria-label=${strings.camera}>
      ${preview(context)}${picker('videoinput', strings.camera, local.camera.deviceId, context)}
      ${toggle('mirror', strings.mirrorVideo, true, context, strings.mirrorHint)}
    </div>
    <div class="settings-group" part="settings-group" role="group" aria-label=${strings.microphone}>
      ${picker('audioinput', strings.microphone, local.microphone.deviceId, context)}${meter(context)}
      ${processing('noiseSuppression', strings.noiseSuppression, context)}
      ${processing('echoCancellation', strings.echoCancellation, context)}
    </div>
    <div class="settings-group" part="settings-group" role="group" aria-label=${strings.speaker}>
      ${'setSinkId' in HTMLMediaElement.prototype ? picker('audiooutput', strings.speaker, local.speakerId, context) : nothing}
      <button
        type="button"
        class="button"
        part="button test-button"
        @click=${() => context.commands.testSpeaker()}
      >
        ${strings.testSpeaker}
      </button>
      ${options.silent ? nothing : toggle('tones', strings.ringTones, true, context)}
    </div>
    <div class="settings-group" part="settings-group" role="group" aria-label=${strings.settings}>
      ${toggle('saveData', strings.saveData, false, context, strings.saveDataHint)}${languages(context)}
    </div>
    ${context.verificationUi?.forgetting(context)}
  </div>`;
}

/** My own video. On a narrow screen the panel covers the one in the lobby or on the stage. */
function preview({state, local, ui, participants, strings}: Context) {
  if (local.camera.isMuted || !local.stream) return nothing;
  const isTileShown = ui.page === 0 && !(ui.isSelfHidden && participants.length === 1);
  const isShownElsewhere = state === 'lobby' || (isOnStage(state) && isTileShown);
  return html`<video
    class="mirrored own-video ${isShownElsewhere ? 'elsewhere' : ''}"
    part="video settings-preview"
    autoplay
    playsinline
    aria-label=${strings.preview}
    ${mediaStream(local.stream, {isMuted: true})}
  ></video>`;
}

/** How loud I am. */
function meter({local, soundMeter, strings}: Context) {
  if (local.microphone.isMuted) return html`<p class="hint" part="hint">${strings.microphoneIsOff}</p>`;
  return html`<div class="meter" part="meter" aria-hidden="true">
    ${soundMeter(local.stream, 'settings')}
  </div>`;
}

type Switch = Exclude<keyof Settings, 'lang'>;

const processing = (name: 'noiseSuppression' | 'echoCancellation', label: string, context: Context) =>
  navigator.mediaDevices?.getSupportedConstraints()[name] ? toggle(name, label, true, context) : nothing;

function toggle(name: Switch, label: string, isOnByDefault: boolean, {ui, commands}: Context, hint = '') {
  const change = (event: Event) =>
    commands.changeSettings({[name]: (event.target as HTMLInputElement).checked});
  return html`<div>
    <label class="switch" part="switch-label">
      <span>${label}</span>
      <input
        type="checkbox"
        role="switch"
        part="switch"
        name=${name}
        aria-describedby=${hint ? `hint-${name}` : nothing}
        .checked=${ui.settings[name] ?? isOnByDefault}
        @change=${change}
      />
    </label>
    ${hint ? html`<p class="hint" part="hint" id="hint-${name}">${hint}</p>` : nothing}
  </div>`;
}

/** The languages that there are, each by its own name. With English alone there is nothing to choose. */
function languages({ui, strings, commands}: Context) {
  const all = ['en', ...Object.keys(LANGUAGES)];
  if (all.length === 1) return nothing;
  const choose = (event: Event) => commands.changeSettings({lang: (event.target as HTMLSelectElement).value});
  const chosen = all.find(lang => lang === ui.settings.lang);
  return html`<label class="field">
    <span part="field-label">${strings.language}</span>
    <select part="language-field" @change=${choose}>
      <option value="" .selected=${!chosen}>${strings.pageLanguage}</option>
      ${all.map(
        lang =>
          html`<option value=${lang} lang=${lang} .selected=${lang === chosen}>${nameOf(lang)}</option>`,
      )}
    </select>
  </label>`;
}

const nameOf = (lang: string) => new Intl.DisplayNames([lang], {type: 'language'}).of(lang);

function picker(
  kind: MediaDeviceKind,
  label: string,
  chosen: string | null,
  {local, strings, commands}: Context,
) {
  const devices = local.devices.filter(device => device.kind === kind && device.deviceId !== '');
  const isKnown = devices.some(device => device.deviceId === chosen);
  const choose = (event: Event) => void commands.setDevice(kind, (event.target as HTMLSelectElement).value);
  return html`<label class="field">
    <span part="field-label">${label}</span>
    <select part="device-field" ?disabled=${devices.length === 0} @change=${choose}>
      ${isKnown ? html`` : html`<option value="" selected>${devices.length > 0 ? strings.systemDefault : strings.noDevice}</option>`}
      ${devices.map(
        ({deviceId, label: name}, index) =>
          html`<option value=${deviceId} .selected=${deviceId === chosen}>
            ${name || `${label} ${index + 1}`}
          </option>`,
      )}
    </select>
  </label>`;
}
