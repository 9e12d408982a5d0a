import type {Call, CallError, CallStatus, LocalDevice, LocalParticipant} from '@rtc-call/engine';
import type {Options} from './options.js';
import type {Strings} from './strings.js';

/** What can be read from a call, whether or not there is one yet. */
export type CallFacts = Pick<
  Call,
  | 'state'
  | 'endReason'
  | 'participants'
  | 'local'
  | 'incoming'
  | 'outgoing'
  | 'room'
  | 'activeSpeaker'
  | 'messages'
  | 'trace'
  | 'error'
  | 'isOnline'
>;

const NO_DEVICE: LocalDevice = {isMuted: true, deviceId: null, error: null};

const NOBODY: LocalParticipant = {
  id: null,
  displayName: '',
  stream: null,
  screen: null,
  microphone: NO_DEVICE,
  camera: NO_DEVICE,
  isSpeaking: false,
  devices: [],
  speakerId: null,
};

/** Before the engine is loaded, and after the element was taken out of the page. */
export const NO_CALL: CallFacts = {
  state: 'idle',
  endReason: null,
  participants: [],
  local: NOBODY,
  incoming: null,
  outgoing: null,
  room: null,
  activeSpeaker: null,
  messages: [],
  trace: [],
  error: null,
  isOnline: false,
};

/** States in which the stage is shown. */
export const isOnStage = (state: CallStatus) =>
  state === 'waiting' || state === 'connecting' || state === 'connected' || state === 'reconnecting';

export type PanelName = 'chat' | 'settings';

/** What belongs to the interface alone. */
export interface UiState {
  readonly panel: PanelName | null;
  /** What the visitor typed as a name, kept for the next visit. */
  readonly name: string;
  /** Join, call or accept was pressed and is on its way. */
  readonly isBusy: boolean;
  /** Why the last command from the interface failed; null once another one is given. */
  readonly failure: CallError | null;
  readonly isLinkCopied: boolean;
  /** The browser refused to play sound before a click. */
  readonly isSoundBlocked: boolean;
  /** The visitor has closed the view that says why the call ended. */
  readonly isEndDismissed: boolean;
  /** Whom I rang, or who rang me, last. */
  readonly lastPeer: string | undefined;
  /** The last call of two came in, rather than went out. */
  readonly wasRung: boolean;
  /** The page answers the ring itself: it called `preventDefault()` on `rtc-incoming-call`. */
  readonly isRingSuppressed: boolean;
  readonly isFullscreen: boolean;
  /** The visitor knows which devices don't work: the lobby said so, or the notice was closed. */
  readonly isDeviceTroubleSeen: boolean;
  /** How many chat messages were there when the chat was last seen. */
  readonly readMessages: number;
  /** Who spoke last: stays on the stage while nobody speaks. */
  readonly speakerId: string | null;
}

/** What views and controls may ask for. None throws: what fails is shown as `ui.failure`. */
export interface Commands {
  /** Enters the room of the `room` attribute. */
  readonly join: () => void;
  /** Rings a peer; without an id the one in the last call, or the one of the `to` attribute. */
  readonly call: (peerId?: string) => void;
  /** Connects to the broker, so that I can be called; tries again after it failed. */
  readonly open: () => void;
  /** Connects to the broker ahead of a call, so that ringing starts without delay. */
  readonly warmUp: () => void;
  readonly accept: (options?: {readonly isCameraOff?: boolean}) => void;
  readonly decline: () => void;
  /** Leaves the room, or hangs up and stays reachable where there is no room. */
  readonly end: () => void;
  /** Closes the notices on the stage. */
  readonly dismissNotices: () => void;
  /** Closes the view that says why the call ended. */
  readonly dismissEnd: () => void;
  readonly toggleMicrophone: () => void;
  readonly toggleCamera: () => void;
  readonly toggleScreenshare: () => void;
  readonly setDevice: (kind: MediaDeviceKind, id: string) => void;
  readonly sendChat: (text: string) => void;
  readonly setName: (name: string) => void;
  readonly togglePanel: (panel: PanelName) => void;
  readonly toggleFullscreen: () => void;
  readonly copyLink: () => void;
  /** How high a participant's picture is shown, in device pixels: a small tile asks for a small picture. */
  readonly setViewHeight: (participantId: string, height: number) => void;
  readonly soundBlocked: () => void;
  readonly turnSoundOn: () => void;
}

/** All that a view or a control sees: facts from the call, options from the page, and what it may ask for. */
export interface Context extends Omit<CallFacts, 'room' | 'trace'> {
  readonly options: Options;
  readonly strings: Strings;
  readonly ui: UiState;
  readonly commands: Commands;
  /** The engine is being loaded, or the preview captured. */
  readonly isStarting: boolean;
  /** Whom "call again" rings: who was in the last call, else the `to` attribute. */
  readonly callee: string | undefined;
  /** BCP 47 tag of the element's language; empty where the page says none. */
  readonly lang: string;
  /** Address of this page, to be sent to others. */
  readonly link: string;
}

/** Something went wrong that has to be put into words. */
export const isInTrouble = ({ui, error, local}: Pick<Context, 'ui' | 'error' | 'local'>) =>
  (ui.failure ?? error ?? local.camera.error ?? local.microphone.error) !== null;
