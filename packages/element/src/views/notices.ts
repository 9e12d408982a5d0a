import {html, nothing} from 'lit';
import {isBeyondVisitor} from '../error-groups.js';
import {nameOf} from '../names.js';
import {whoIs} from './people.js';
import type {CallError} from '@rtc-call/engine';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {deviceTroubles, errorText} from '../strings/index.js';
import {notice} from './notice.js';

const troubles = ({local, strings}: Context) =>
  deviceTroubles(strings, {camera: local.camera.error, microphone: local.microphone.error});

/** The notice of an unusable device: what it is, where it can be changed, and a button that tries again. */
const deviceNotice = (
  {error, text}: {readonly error: CallError; readonly text: string},
  {strings, commands, permissionHelp}: Context,
  onClose?: () => void,
) =>
  notice(
    text,
    strings.close,
    onClose,
    isBeyondVisitor(error)
      ? nothing
      : html` ${permissionHelp(error.code)}
          <button type="button" class="retry" part="retry-button" @click=${() => commands.retryDevices()}>
            ${strings.tryAgain}
          </button>`,
  );

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
  ...troubles(context).map(trouble => deviceNotice(trouble, context)),
  ...interruptionNotice(context),
];

/** The error of the call itself: the last command's failure, otherwise the call's current error. */
export const failureNotice = ({ui, error, strings}: Context) => {
  const failure = ui.failure ?? error;
  return failure ? notice(errorText(strings, failure)) : nothing;
};

/** Who has called while I am in this call. */
const missedNotice = ({ui: {missedNow}, strings, commands}: Context) =>
  missedNow
    ? html`<div class="notice looking" part="notice" role="status">
        ${icon('phone')}<span>${strings.missedCall(nameOf(missedNow, strings.someone))}</span>
        <button type="button" aria-label=${strings.close} @click=${() => commands.closeMissedNotice()}>
          ${icon('close')}
        </button>
      </div>`
    : nothing;

/** Who looks at this room from its lobby. */
function lobbyNotice(context: Context) {
  const {members, ui, strings, commands} = context;
  const looking = members.filter(({isIn}) => !isIn);
  const ids = looking.map(({id}) => id).join();
  if (ids === '' || ids === ui.seenInLobby) return nothing;
  return html`<div class="notice looking" part="notice" role="status">
    ${icon('eye')}<span>${strings.aboutToJoin(whoIs(looking, context), looking.length)}</span>
    <button type="button" aria-label=${strings.close} @click=${() => commands.closeLobbyNotice(ids)}>
      ${icon('close')}
    </button>
  </div>`;
}

/** The notices on the stage. Past errors can be closed; lasting ones, such as an unreachable broker, stay until solved. */
export const stageNotices = (context: Context) => {
  const {ui, error, strings, commands} = context;
  return [
    ...(error ? [notice(errorText(strings, error))] : []),
    ...interruptionNotice(context),
    ...(ui.failure ? [notice(errorText(strings, ui.failure), strings.close, commands.dismissNotices)] : []),
    ...(ui.isDeviceTroubleSeen
      ? []
      : troubles(context).map(trouble => deviceNotice(trouble, context, commands.dismissNotices))),
    lobbyNotice(context),
    missedNotice(context),
  ];
};
