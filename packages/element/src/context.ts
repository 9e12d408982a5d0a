import type {
  Call,
  CallError,
  CallStatus,
  LocalDevice,
  LocalParticipant,
  ModeratedAction,
  Participant,
  ParticipantStats,
} from '@rtc-call/engine';
import type {TemplateResult} from 'lit';
import type {ErrorCode} from '@rtc-call/engine/errors';
import type {Problem} from '@rtc-call/engine/problems';
import type {Settings} from './choices.js';
import type {MissedCall} from './missed-calls.js';
import type {Layout, Options} from './options.js';
import type {Strings} from './strings/index.js';
import type {Box} from './views/grid.js';

/** The readable state of a call, with defaults before a call exists. */
export type CallFacts = Pick<
  Call,
  | 'state'
  | 'endReason'
  | 'endText'
  | 'participants'
  | 'local'
  | 'incoming'
  | 'outgoing'
  | 'room'
  | 'members'
  | 'door'
  | 'activeSpeaker'
  | 'messages'
  | 'transfers'
  | 'trace'
  | 'error'
  | 'isOnline'
>;

const NO_DEVICE: LocalDevice = {isMuted: true, isInterrupted: false, deviceId: null, error: null};

const NOBODY: LocalParticipant = {
  id: null,
  displayName: '',
  stream: null,
  screen: null,
  microphone: NO_DEVICE,
  camera: NO_DEVICE,
  isMutedByHost: false,
  isSpeaking: false,
  isHandRaised: false,
  handRaisedAt: null,
  devices: [],
  speakerId: null,
};

/** The facts before the engine is loaded and after the element was removed from the page. */
export const NO_CALL: CallFacts = {
  state: 'idle',
  endReason: null,
  endText: null,
  participants: [],
  local: NOBODY,
  incoming: null,
  outgoing: null,
  room: null,
  members: [],
  door: null,
  activeSpeaker: null,
  messages: [],
  transfers: [],
  trace: [],
  error: null,
  isOnline: false,
};

/** Whether the stage is shown in this state. */
export const isOnStage = (state: CallStatus) =>
  state === 'waiting' || state === 'connecting' || state === 'connected' || state === 'reconnecting';

export type PanelName = 'chat' | 'settings' | 'flow' | 'people';

export interface ChatRecipient {
  readonly id: string;
  readonly name: string;
}

/** What opens over the view and not beside it. */
export type MenuName =
  | 'more'
  | 'reactions'
  | 'shortcuts'
  | 'microphone-menu'
  | 'camera-menu'
  | 'decline-menu'
  | 'person'
  | 'confirm';

/** A reaction that floats over the tile of its sender. */
export interface Reaction {
  readonly id: number;
  /** The sender's peer id; `me` for mine. */
  readonly from: string;
  readonly emoji: string;
}

/** A corner of the stage: 0 is the start and 1 the end, in the direction of text and from the top. */
export type Corner = readonly [inline: 0 | 1, block: 0 | 1];

export interface Zoom {
  readonly key: string;
  readonly scale: number;
}

/** State of the interface that the call doesn't know. */
export interface UiState {
  readonly panel: PanelName | null;
  readonly menu: MenuName | null;
  /** How many controls the bar has space for. */
  readonly barCapacity: number;
  /** The visitor's choice, which overrides the attribute. */
  readonly layout: Layout | null;
  /** The reactions of the last few seconds, oldest first. */
  readonly reactions: readonly Reaction[];
  /** I am speaking, and nobody hears it. */
  readonly isSpeakingWhileMuted: boolean;
  readonly isInPictureInPicture: boolean;
  /** The visitor wants the call to pop out when they switch to another tab. Kept for the next visit. */
  readonly isAutoPictureInPicture: boolean;
  /** The message that the visitor has begun to write. */
  readonly draft: string;
  /** The name that the visitor typed, kept for the next visit. */
  readonly name: string;
  /** Join, call or accept was pressed and is in progress. */
  readonly isBusy: boolean;
  /** Why the last command from the interface failed; null after the next command starts. */
  readonly failure: CallError | null;
  readonly isLinkCopied: boolean;
  /** The browser blocked audio until the visitor clicks. */
  readonly isSoundBlocked: boolean;
  /** The visitor has closed the view that says why the call ended. */
  readonly isEndDismissed: boolean;
  /** The peer id of the last outgoing or incoming call. */
  readonly lastPeer?: string | undefined;
  /** The last call between two people was incoming. */
  readonly wasRung: boolean;
  /** The page handles the incoming call: it called `preventDefault()` on `rtc-incoming-call`. */
  readonly isRingSuppressed: boolean;
  /** The visitor asked to see the caller that rings. */
  readonly isCallerShown: boolean;
  /** The https origin at which other devices in this network reach the page; null: none; undefined: not known. */
  readonly lanUrl?: string | null;
  /** The calls that were missed, the latest first. */
  readonly missed: readonly MissedCall[];
  /** The last call that was missed during the one that goes on, until the visitor closes the notice. */
  readonly missedNow: MissedCall | null;
  readonly isFullscreen: boolean;
  /** Ids of those who were in the lobby of the room when the visitor closed the notice about them. */
  readonly seenInLobby: string;
  /** What a host did to me, until I undo it or close the notice. */
  readonly moderated: ModeratedAction | null;
  /** The visitor has seen the device errors: in the lobby, or in a notice that they closed. */
  readonly isDeviceTroubleSeen: boolean;
  /** How many messages of others have come since the chat was last open. */
  readonly unread: number;
  /** The only recipient of what I write, and the name that this person had; null for everyone. */
  readonly chatTo: ChatRecipient | null;
  /** Files are being dragged over the element. */
  readonly isDragging: boolean;
  /** Why the last message or file could not be sent; null after the next attempt. */
  readonly chatFailure: CallError | null;
  /** The last speaker, who stays large while nobody speaks. */
  readonly speakerId: string | null;
  /** The key of the tile that the visitor has pinned: a participant's id, or that id and `:screen`. */
  readonly pinnedId: string | null;
  /** The numbers of people without a name, by their ids (names.ts). A new map for each call. */
  readonly guests: Map<string, number>;
  /** How loud the visitor wants to hear people, from 0 to 1, by their ids; 1 if it isn't there. */
  readonly volumes: Readonly<Record<string, number>>;
  /** The keys of the tiles in the order of the last render (views/seats.ts). */
  readonly seats: readonly string[];
  /** The page of the grid, from 0. */
  readonly page: number;
  /** The space for the tiles. */
  readonly box: Box;
  /** The screen that is zoomed, and how much larger than fitting it is. */
  readonly zoom: Zoom | null;
  /** Where my tile floats in a call of two, kept for the next visit. */
  readonly corner: Corner;
  /** The visitor has hidden their own tile there. */
  readonly isSelfHidden: boolean;
  /** What the visitor chose in the settings, kept for the next visit. */
  readonly settings: Settings;
}

/** The commands of views and controls. They never throw: a failure is shown as `ui.failure`. */
export interface Commands {
  /** Does what a control does. */
  readonly runControl: (control: {readonly run: (context: Context) => void}) => void;
  /** Joins the room of the `room` attribute. `text`: what I say if I have to knock. */
  readonly join: (text?: string) => void;
  /** Runs a command on the call. Resolves with false if it failed, which is shown. */
  readonly ask: (command: (call: Call) => unknown) => Promise<boolean>;
  /** Calls a peer; by default the one of the last call, otherwise the `to` attribute. */
  readonly call: (peerId?: string) => void;
  /** Connects to the broker to receive calls; also retries after a failure. */
  readonly open: () => void;
  /** Connects to the broker before a call, so that ringing starts without delay. */
  readonly warmUp: () => void;
  readonly accept: (options?: {readonly video?: boolean}) => void;
  /** Accept is pressed down: the click will follow. */
  readonly pressAccept: () => void;
  /** Shows the video of the caller that rings. */
  readonly showCaller: () => void;
  /** Declines the call; the text is for the caller. */
  readonly decline: (text?: string) => void;
  readonly clearMissed: () => void;
  readonly closeMissedNotice: () => void;
  /** Leaves the room; without a room, hangs up and stays reachable. */
  readonly end: () => void;
  /** Closes the notices on the stage. */
  readonly dismissNotices: () => void;
  /** Sets the origin under which other devices in this network reach the page; null if there is none. */
  shareFrom(lanUrl: string | null): void;
  /** Closes the view that says why the call ended. */
  readonly dismissEnd: () => void;
  readonly toggleMicrophone: (on?: boolean) => void;
  readonly toggleCamera: () => void;
  readonly toggleScreenshare: () => void;
  readonly sendReaction: (emoji: string) => void;
  readonly raiseHand: () => void;
  readonly setLayout: (layout: Layout) => void;
  readonly togglePictureInPicture: (on?: boolean) => void;
  readonly setAutoPictureInPicture: (on: boolean) => void;
  readonly setSpeakingWhileMuted: (isSpeaking: boolean) => void;
  /** Tries again to open the devices that could not be opened. */
  readonly retryDevices: () => void;
  readonly closeLobbyNotice: (ids: string) => void;
  readonly setDevice: (kind: MediaDeviceKind, id: string) => Promise<void>;
  /** Applies these settings at once, and remembers them. */
  readonly changeSettings: (change: Settings) => void;
  /** Plays a sound on the chosen speaker. */
  readonly testSpeaker: () => void;
  /** Runs a command of the chat. Resolves with false if it failed, which is shown there. */
  readonly inChat: (command: (call: Call) => unknown) => Promise<boolean>;
  /** Sends files to whoever the chat is with, and opens it. `failure`: something that was dropped with them can't be sent. */
  readonly sendFiles: (files: readonly File[], failure?: CallError | null) => void;
  /** Chooses who gets the next messages, and opens the chat. */
  readonly chatWith: (recipient: ChatRecipient | null) => void;
  /** Keeps an unsent message for when the chat is opened again. */
  readonly keepDraft: (text: string) => void;
  readonly setName: (name: string) => void;
  readonly togglePanel: (panel: PanelName) => void;
  /** Loads a panel or menu that will probably be opened next. */
  readonly preload: (name: PanelName | MenuName) => void;
  /** Only closes: Escape is told to WebKit’s dialogs as `cancel`, too, after we have closed them. */
  readonly closeMenu: (menu: MenuName) => void;
  readonly toggleMenu: (menu: MenuName) => void;
  readonly setBarCapacity: (count: number) => void;
  /** Loads the explanations of the steps, once; then they are among the strings. */
  readonly loadFlowGuide: () => void;
  /** Loads the engine again after `code-not-loaded`. */
  readonly tryAgain: () => void;
  /** Shows the element in full screen, or only a part of it. */
  readonly toggleFullscreen: (element?: HTMLElement) => void;
  readonly copyLink: () => void;
  /** Resolves with false if it could not be copied. */
  readonly copyText: (text: string) => Promise<boolean>;
  /** The current statistics; empty if there are none. */
  readonly getStats: () => Promise<readonly ParticipantStats[]>;
  /** Tells the engine the height of a participant's video in device pixels: a small tile requests a low resolution. */
  readonly setViewHeight: (participantId: string, height: number) => void;
  /** Tells the interface the space that it has for the tiles. */
  readonly setBox: (box: Box) => void;
  /** Remembers who sits where, for the next render. */
  readonly keepSeats: (seats: readonly string[]) => void;
  /** Shows a page of the grid, from 0. */
  readonly showPage: (page: number) => void;
  /** Keeps a participant's tile large, or a screen's (`<id>:screen`), until it is unpinned with null. */
  readonly pin: (key: string | null) => void;
  /** From 0 to 1. */
  readonly setVolume: (participantId: string, volume: number) => void;
  /** Moves my floating tile to a corner. */
  readonly moveSelf: (corner: Corner) => void;
  readonly zoom: (zoom: Zoom) => void;
  readonly hideSelf: (isSelfHidden: boolean) => void;
  readonly soundBlocked: () => void;
  readonly turnSoundOn: () => void;
}

/**
 * What hosts and those outside see of a room's door (door/door.ts), for views, panels and menus. Whatever has nothing to show
 * is Lit's `nothing`, or an empty list.
 */
export interface DoorUi {
  /** What I say when I knock. */
  readonly text: string;
  /** In the lobby: that somebody has to let me in, and what I can tell them. */
  readonly entry: (context: Context) => unknown;
  /** While I wait to be let in. */
  readonly waiting: (context: Context) => unknown;
  /** On the stage: who knocks, and what a host did to me. */
  readonly notices: (context: Context) => readonly unknown[];
  /** At the top of the people panel. */
  readonly section: (context: Context) => unknown;
  /** The name of the control that opens this panel. */
  readonly peopleLabel: (context: Pick<Context, 'door' | 'strings'>) => string;
  /** For one person in that panel. */
  readonly actions: (person: Participant, context: Context) => unknown;
  /** On a tile: opens the menu of a person. */
  readonly tool: (tile: DoorTile, context: Context) => unknown;
  /** The items of this menu. */
  readonly items: (context: Context) => unknown;
  /** Asks a host whether to leave or to end the call. Returns false if there is nothing to ask. */
  readonly askToLeave: (context: Context) => boolean;
  readonly dialog: (context: Context) => unknown;
}

/** What the door needs to know of a tile. */
export interface DoorTile {
  readonly key: string;
  readonly kind: 'me' | 'participant' | 'screen';
  readonly name: string;
}

/** A button of a person, in the list of people and in the menu of a tile. */
export interface PersonAction {
  /** Its class and CSS part. */
  readonly name: string;
  readonly drawing: TemplateResult;
  readonly label: string;
  readonly run: () => unknown;
  readonly isDisabled?: boolean;
}

/** Whoever may have a mark: a participant, or a tile. */
export interface Marked {
  readonly kind?: string;
  readonly displayName?: string;
  readonly verification?: Participant['verification'];
}

/** The check that a call is private (verification/verification.ts), for views and panels. */
export interface VerificationUi {
  /** On the stage: what there is to know about a person; Lit's `nothing` if there is no news. */
  readonly notice: (context: Context) => unknown;
  /** Beside the name of a person: whether it is proven that nobody is in between. */
  readonly mark: (person: Marked, context: Context) => unknown;
  /** Starts a check. */
  readonly action: (person: Pick<Participant, 'id'>, context: Context) => PersonAction;
  readonly dialog: (context: Context) => unknown;
  /** In the settings: forgets whom the browser remembers. */
  readonly forgetting: (context: Context) => unknown;
}

/** Everything that views and controls use: facts of the call, options of the page, and commands. */
export interface Context extends Omit<CallFacts, 'room'> {
  readonly options: Options;
  /** What happened and what to do, by error code, for people who look after the call. */
  readonly problems: Readonly<Record<ErrorCode, Problem>>;
  readonly strings: Strings;
  readonly ui: UiState;
  readonly commands: Commands;
  /** The open panel is being loaded. */
  readonly isPanelLoading: boolean;
  /** The name to show for a person in the call, or at its door. */
  readonly nameOf: (person: Pick<Participant, 'id' | 'displayName'>) => string;
  /** More about the link, if only this computer can open it; otherwise `nothing`. */
  readonly lanLink: () => unknown;
  /** The list of missed calls; `nothing` if there are none, or until it is loaded. */
  readonly missedCalls: () => unknown;
  /** What hosts and those outside see of the room's door; undefined if there is nothing to see, or until it is loaded. */
  readonly doorUi: DoorUi | undefined;
  /** The check that a call is private; undefined until it is loaded, since most calls don't need it. */
  readonly verificationUi: VerificationUi | undefined;
  /** The captions, if the page supplies some. */
  readonly captions: () => unknown;
  /** Where a device can be allowed that could not be opened; empty if nowhere, or if that is not loaded yet. */
  readonly permissionHelp: (code: ErrorCode) => string;
  /**
   * An element that shows how loud a stream is; null without one, or if that is not loaded yet. Each place has its own.
   */
  readonly soundMeter: (stream: MediaStream | null, place?: string) => HTMLElement | null;
  /** The engine is loading, or the preview is being captured. */
  readonly isStarting: boolean;
  /** Nobody else is in the call. */
  readonly isAlone: boolean;
  /** One tile is larger than the others, unless one is pinned anyway. */
  readonly isSpeakerView: boolean;
  /** The peer that "call again" calls: the one of the last call, otherwise the `to` attribute. */
  readonly callee: string | undefined;
  /** BCP 47 tag of the element's language, for dates and numbers; empty if not even the browser has one. */
  readonly lang: string;
  /** Direction of the texts, if it isn't the page's. */
  readonly dir: 'ltr' | 'rtl' | undefined;
  /** The document that the element is in can show it in full screen. */
  readonly isFullscreenPossible: boolean;
  /** The browser can show the whole call in a picture-in-picture window: in Chromium, not in frames. */
  readonly hasPictureInPictureWindow: boolean;
  /** The browser can share a screen, and the page may. */
  readonly isScreenSharingPossible: boolean;
  /** URL to share; undefined if there is none that others could open. */
  readonly link: () => string | undefined;
}

/** Whether there is an error whose text has to be shown. */
export const isInTrouble = ({ui, error, local}: Pick<Context, 'ui' | 'error' | 'local'>) =>
  (ui.failure ?? ui.chatFailure ?? error ?? local.camera.error ?? local.microphone.error) !== null;

/** Whether one tile is larger than the others, unless one is pinned anyway. */
export const isSpeakerView = (others: number, isScreenShared: boolean, layout: Layout): boolean =>
  layout === 'speaker' || (layout === 'auto' && (others < 2 || isScreenShared));
