import {html, nothing} from 'lit';
import {isBeyondVisitor} from '../error-groups.js';
import {nameOf} from '../names.js';
import {whoIs} from './people.js';
import type {CallError} from '@rtc-call/engine';
import type {Context} from '../context.js';
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

/** The devices that the system or the browser has muted, in one notice. */
function interruptionNotice({local, strings}: Context) {
  const [isDark, isSilent] = [local.camera.isInterrupted, local.microphone.isInterrupted];
  if (!isDark && !isSilent) return [];
  return [notice(strings.interrupted[isDark && isSilent ? 'both' : isDark ? 'camera' : 'microphone'])];
}

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
function missedNotice(context: Context) {
  const {ui, strings, commands} = context;
  const {missedNow} = ui;
  if (!missedNow) return nothing;
  const text = strings.missedCall(nameOf(missedNow, strings.someone));
  return notice(text, strings.close, commands.closeMissedNotice, nothing, 'phone');
}

/** Who looks at this room from its lobby. */
function lobbyNotice(context: Context) {
  const {members, ui, strings, commands} = context;
  const looking = members.filter(({isIn}) => !isIn);
  const ids = looking.map(({id}) => id).join();
  if (ids === '' || ids === ui.seenInLobby) return nothing;
  const text = strings.aboutToJoin(whoIs(looking, context), looking.length);
  return notice(text, strings.close, () => commands.closeLobbyNotice(ids), nothing, 'eye');
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
