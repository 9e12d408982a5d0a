import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {deviceTroubles, errorText} from '../strings/index.js';

/** A notice, which screen readers announce; with `onClose` and its label it has a close button. */
export const notice = (text: string, closeLabel = '', onClose?: () => void): TemplateResult =>
  html`<p class="notice" part="notice" role="alert">
    ${icon('alert')}<span>${text}</span>${
      onClose
        ? html`<button type="button" aria-label=${closeLabel} @click=${onClose}>${icon('close')}</button>`
        : nothing
    }
  </p>`;

const troubles = ({local, strings}: Context) =>
  deviceTroubles(strings, {camera: local.camera.error, microphone: local.microphone.error});

/** The devices that the system or the browser has muted, in one text. */
function interruption({local: {camera, microphone}, strings}: Context): string | null {
  if (camera.isInterrupted && microphone.isInterrupted) return strings.interrupted.both;
  if (microphone.isInterrupted) return strings.interrupted.microphone;
  return camera.isInterrupted ? strings.interrupted.camera : null;
}

const interruptionNotice = (context: Context) => {
  const text = interruption(context);
  return text === null ? [] : [notice(text)];
};

/** The devices that can't be used, and how to fix that. */
export const deviceNotices = (context: Context) => [
  ...troubles(context).map(text => notice(text)),
  ...interruptionNotice(context),
];

/** The error of the call itself: the last command's failure, otherwise the call's current error. */
export const failureNotice = ({ui, error, strings}: Context) => {
  const failure = ui.failure ?? error;
  return failure ? notice(errorText(strings, failure)) : nothing;
};

/** The notices on the stage. Past errors can be closed; lasting ones, such as an unreachable broker, stay until solved. */
export const stageNotices = (context: Context) => {
  const {ui, error, strings, commands} = context;
  return [
    ...(error ? [notice(errorText(strings, error))] : []),
    ...interruptionNotice(context),
    ...(ui.failure ? [notice(errorText(strings, ui.failure), strings.close, commands.dismissNotices)] : []),
    ...(ui.isDeviceTroubleSeen
      ? []
      : troubles(context).map(text => notice(text, strings.close, commands.dismissNotices))),
  ];
};
