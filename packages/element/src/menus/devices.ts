import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {addStrings} from '../strings/index.js';
import {settingsStrings} from '../strings/settings.js';
import type {Menu} from './menu.js';
import {openPopover} from './popover.js';

addStrings(settingsStrings);

/** The choice of a microphone and a speaker, or of a camera. */
export const devices = (name: 'microphone-menu' | 'camera-menu'): Menu => ({
  open: openPopover(name),
  render: context => {
    const {strings} = context;
    return html`<div
      class="menu"
      part="menu"
      popover="manual"
      tabindex="-1"
      role="menu"
      aria-label=${name === 'camera-menu' ? strings.chooseCamera : strings.chooseMicrophone}
    >
      ${name === 'camera-menu' ? camera(context) : microphone(context)}
    </div>`;
  },
});

const camera = (context: Context) =>
  choice('videoinput', context.strings.camera, context.local.camera.deviceId, context);

const microphone = (context: Context) =>
  html`${choice('audioinput', context.strings.microphone, context.local.microphone.deviceId, context)}
  ${'setSinkId' in HTMLMediaElement.prototype ? speaker(context) : nothing}`;

/** The id of the system's default speaker: Chromium lists it as a device of its own, others don't. */
const DEFAULT = 'default';

const speaker = (context: Context) => html`
  ${choice('audiooutput', context.strings.speaker, context.local.speakerId || DEFAULT, context)}
  <button
    type="button"
    class="item"
    part="menu-item"
    role="menuitem"
    @click=${() => context.commands.testSpeaker()}
  >
    ${icon('speaker')}${context.strings.testSpeaker}
  </button>
`;

function choice(kind: MediaDeviceKind, label: string, chosen: string | null, context: Context) {
  const {local, strings} = context;
  const found = local.devices.filter(device => device.kind === kind && device.deviceId !== '');
  const names = found.map(({deviceId, label: name}, index) => ({
    deviceId,
    name: name || `${label} ${index + 1}`,
  }));
  const hasDefault = kind !== 'audiooutput' || found.some(({deviceId}) => deviceId === DEFAULT);
  const all = hasDefault ? names : [{deviceId: DEFAULT, name: strings.systemDefault}, ...names];
  return html`<div role="group" aria-label=${label}>
    <p class="group" part="menu-label" aria-hidden="true">${label}</p>
    ${all.map(device => item(kind, device, device.deviceId === chosen, context))}
    ${all.length === 0 ? html`<button class="item" part="menu-item" role="menuitem" disabled>${strings.noDevice}</button>` : nothing}
  </div>`;
}

function item(
  kind: MediaDeviceKind,
  {deviceId, name}: {readonly deviceId: string; readonly name: string},
  isChosen: boolean,
  {commands, ui}: Context,
): TemplateResult {
  const choose = () => {
    const isUnlisted = deviceId === DEFAULT && kind === 'audiooutput';
    void commands.setDevice(kind, isUnlisted ? '' : deviceId);
    // Who tries a speaker wants to test it, and perhaps to try another one.
    if (kind !== 'audiooutput' && ui.menu) commands.toggleMenu(ui.menu);
  };
  return html`<button
    type="button"
    class="item"
    part="menu-item"
    role="menuitemradio"
    aria-checked=${isChosen}
    ?data-focus=${isChosen && kind !== 'audiooutput'}
    @click=${choose}
  >
    ${isChosen ? icon('check') : html`<span class="icon"></span>`}${name}
  </button>`;
}
