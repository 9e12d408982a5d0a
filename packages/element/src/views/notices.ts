import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {deviceTroubles, errorText} from '../strings.js';

/** With `onClose` and its label the notice has a button that closes it. */
const notice = (text: string, closeLabel = '', onClose?: () => void): TemplateResult =>
  html`<p class="notice" part="notice">
    ${icon('alert')}<span>${text}</span>${
      onClose
        ? html`<button type="button" aria-label=${closeLabel} @click=${onClose}>${icon('close')}</button>`
        : nothing
    }
  </p>`;

const troubles = ({local, strings}: Context) =>
  deviceTroubles(strings, {camera: local.camera.error, microphone: local.microphone.error});

/** The devices that can't be used, and what to do about it. */
export const deviceNotices = (context: Context) => troubles(context).map(text => notice(text));

/** What went wrong with the call itself: the last command's failure, else what the call reports. */
export const failureNotice = ({ui, error, strings}: Context) => {
  const failure = ui.failure ?? error;
  return failure ? notice(errorText(strings, failure)) : nothing;
};

/** On the stage: what is over can be closed; what lasts, such as a broker that is away, stays until it is over. */
export const stageNotices = (context: Context) => {
  const {ui, error, strings, commands} = context;
  return [
    ...(error ? [notice(errorText(strings, error))] : []),
    ...(ui.failure ? [notice(errorText(strings, ui.failure), strings.close, commands.dismissNotices)] : []),
    ...(ui.isDeviceTroubleSeen
      ? []
      : troubles(context).map(text => notice(text, strings.close, commands.dismissNotices))),
  ];
};
