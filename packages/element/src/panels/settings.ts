import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {addStrings} from '../strings/index.js';
import {settingsStrings} from '../strings/settings.js';
import {settingsStyles} from '../styles/settings.js';
import {deviceNotices} from '../views/notices.js';
import {framed} from './frame.js';

addStrings(settingsStrings);

/** The choice of camera, microphone and speaker. */
export const settings = framed('settings', settingsStyles, render);

function render(context: Context): TemplateResult {
  const {strings, local} = context;
  return html`<div class="settings">
    ${deviceNotices(context)} ${picker('videoinput', strings.camera, local.camera.deviceId, context)}
    ${picker('audioinput', strings.microphone, local.microphone.deviceId, context)}
    ${
      'setSinkId' in HTMLMediaElement.prototype
        ? picker('audiooutput', strings.speaker, local.speakerId, context)
        : html``
    }
  </div>`;
}

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
    <span>${label}</span>
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
