import {
  ActiveSpeakerChangeEvent,
  CallErrorEvent,
  ChatMessageEvent,
  DeviceErrorEvent,
  FileEvent,
  IncomingCallEvent,
  MissedCallEvent,
  ModeratedEvent,
  ParticipantLeftEvent,
  ReactionEvent,
  StateChangeEvent,
} from '@rtc-call/engine/events';
import type {CallError} from '@rtc-call/engine/errors';
import type {ReactiveController, ReactiveControllerHost} from 'lit';
import type {AnyCallEvent} from './call-controller.js';
import {isOnStage, type CallFacts, type Corner, type UiState} from './context.js';
import {recallChoices, rememberChoices, type Settings} from './choices.js';
import {failureOf} from './failure.js';
import {addMissed, clearMissed, recallMissed} from './missed-calls.js';
import {recall, remember} from './stored.js';
import {en, type Strings} from './strings/index.js';

const AUTO_PICTURE_IN_PICTURE = 'auto-picture-in-picture';
const CORNER = 'corner';

/** Whether there is no call, or no longer one. */
const isOver = ({state}: Pick<CallFacts, 'state'>) => state === 'idle' || state === 'ended';

/** Whether somebody offers me a file. */
const isOffer = ({transfer: {direction, status}}: FileEvent) =>
  direction === 'receive' && status === 'offered';

/** How long "Link copied" is shown, in ms. */
const COPIED_MS = 3_000;

/** How long a reaction floats over its tile, in ms. */
const REACTION_MS = 4_000;

/** Holds the state of the interface and requests a render when it changes. */
export class UiStore implements ReactiveController {
  readonly #host: ReactiveControllerHost;
  #copiedTimer: ReturnType<typeof setTimeout> | undefined;
  #reactionId = 0;
  readonly #reactionTimers = new Set<ReturnType<typeof setTimeout>>();
  /** An error that has just ended the call, or is about to. */
  #callError: CallError | null = null;
  /** My own address, whose missed calls are listed. */
  #address: string | undefined;
  #state: UiState = {
    panel: null,
    menu: null,
    barCapacity: Infinity,
    layout: null,
    reactions: [],
    isSpeakingWhileMuted: false,
    isInPictureInPicture: false,
    isAutoPictureInPicture: false,
    draft: '',
    name: '',
    isBusy: false,
    failure: null,
    isLinkCopied: false,
    isSoundBlocked: false,
    isEndDismissed: false,
    wasRung: false,
    isRingSuppressed: false,
    isCallerShown: false,
    missed: [],
    missedNow: null,
    isFullscreen: false,
    seenInLobby: '',
    moderated: null,
    isDeviceTroubleSeen: false,
    unread: 0,
    chatTo: null,
    chatFailure: null,
    isDragging: false,
    speakerId: null,
    pinnedId: null,
    guests: new Map(),
    volumes: {},
    seats: [],
    page: 0,
    // Until it is measured, in the first frame.
    box: {width: 1280, height: 720, gap: 10},
    zoom: null,
    corner: [1, 1],
    isSelfHidden: false,
    settings: {},
  };

  constructor(host: ReactiveControllerHost) {
    this.#host = host;
    host.addController(this);
  }

  hostDisconnected() {
    clearTimeout(this.#copiedTimer);
    for (const timer of this.#reactionTimers) clearTimeout(timer);
    this.keep({reactions: []});
  }

  get state(): UiState {
    return this.#state;
  }

  /** Changes the state. Everything that uses it is rendered again: it is a new object. */
  set(change: Partial<UiState>) {
    this.#state = {...this.#state, ...change};
    this.#host.requestUpdate();
  }

  /** Updates the interface's state after an event of the call. */
  follow(event: AnyCallEvent, isPrevented: boolean, facts: CallFacts) {
    if (event instanceof StateChangeEvent) this.#followState(event, facts);
    else if (event instanceof IncomingCallEvent)
      this.set({isRingSuppressed: isPrevented, isCallerShown: false});
    else if (event instanceof MissedCallEvent) {
      const missed = addMissed(this.#address, event);
      this.set({missed, missedNow: isOnStage(facts.state) ? (missed[0] ?? null) : null});
    }
    // The error ended the call: the next view shows it. It may be reported before the state changes, or after.
    else if (event instanceof CallErrorEvent && isOver(facts)) this.#fail((this.#callError = event.error));
    else if (event instanceof ModeratedEvent) this.set({moderated: event.action});
    else if (event instanceof ReactionEvent) this.#addReaction(event);
    else if (event instanceof DeviceErrorEvent) this.set({isDeviceTroubleSeen: false});
    else if (event instanceof ChatMessageEvent && !event.message.isMine) this.#count();
    else if (event instanceof FileEvent && isOffer(event)) this.#count();
    else if (
      event instanceof ParticipantLeftEvent &&
      this.#state.pinnedId?.split(':')[0] === event.participant.id
    )
      this.set({pinnedId: null});
    else if (event instanceof ActiveSpeakerChangeEvent && event.participant)
      this.set({speakerId: event.participant.id});
  }

  #addReaction({from, isMine, emoji}: ReactionEvent) {
    const id = (this.#reactionId += 1);
    this.set({reactions: [...this.#state.reactions, {id, from: isMine ? 'me' : from, emoji}]});
    const timer = setTimeout(() => {
      this.#reactionTimers.delete(timer);
      this.set({reactions: this.#state.reactions.filter(reaction => reaction.id !== id)});
    }, REACTION_MS);
    this.#reactionTimers.add(timer);
  }

  #followState({state, previous}: StateChangeEvent, {incoming, outgoing}: CallFacts) {
    this.set({failure: null, menu: null, isEndDismissed: false});
    if (state === 'ended' && this.#callError) this.#fail(this.#callError);
    this.#callError = null;
    if (state !== 'ringing') this.set({isRingSuppressed: false});
    if (state === 'dialing') this.set({wasRung: false, lastPeer: outgoing?.peerId});
    if (state === 'ringing') this.set({wasRung: true, lastPeer: incoming?.peerId});
    if (isOver({state: previous})) this.keep({guests: new Map()});
    // The lobby has already shown the device errors.
    if (previous === 'lobby') this.set({isDeviceTroubleSeen: true});
    if (state === 'ended' || state === 'idle')
      this.set({
        // What failed can still be looked at.
        panel: this.#state.panel === 'flow' ? 'flow' : null,
        menu: null,
        layout: null,
        draft: '',
        missedNow: null,
        moderated: null,
        unread: 0,
        chatTo: null,
        chatFailure: null,
        speakerId: null,
        pinnedId: null,
        seats: [],
        page: 0,
        zoom: null,
        isSoundBlocked: false,
        isDeviceTroubleSeen: false,
      });
  }

  /** Counts what somebody has sent, unless it is being read. */
  #count() {
    if (this.#state.panel !== 'chat') this.set({unread: this.#state.unread + 1});
  }

  /** Changes the state for the next render, without requesting one. */
  keep(change: Partial<UiState>) {
    Object.assign(this.#state, change);
  }

  /** Runs a command of the visitor; a failure is shown, not thrown. Resolves with whether it succeeded. */
  async run(command: () => unknown): Promise<boolean> {
    this.set({failure: null});
    try {
      await command();
      return true;
    } catch (error) {
      this.#fail(failureOf(error, 'wrong-state'));
      return false;
    }
  }

  /** Like `run`, for what is sent in the chat: a failure is shown there. */
  async runInChat(command: () => unknown): Promise<boolean> {
    this.set({chatFailure: null});
    try {
      await command();
      return true;
    } catch (error) {
      this.set({chatFailure: failureOf(error, 'not-connected')});
      return false;
    }
  }

  /** Shows a failure, unless the visitor caused it (closing the screen picker) or the call ended with it. */
  #fail(failure: CallError) {
    // The titles come with the views.
    const {endTitles}: Partial<Strings> = en;
    const isEnd = endTitles && failure.code in endTitles;
    if (failure.code !== 'screenshare-cancelled' && !isEnd) this.set({failure});
  }

  /** Like `run`, for slow commands: buttons are busy until it has finished. */
  async runBusy(command: () => unknown) {
    if (this.#state.isBusy) return;
    this.set({isBusy: true});
    await this.run(command);
    this.set({isBusy: false});
  }

  confirmCopied() {
    clearTimeout(this.#copiedTimer);
    this.set({isLinkCopied: true});
    this.#copiedTimer = setTimeout(() => this.set({isLinkCopied: false}), COPIED_MS);
  }

  rememberName(name: string) {
    this.set({name});
    rememberChoices({name});
  }

  /** Lists the missed calls to this address. Called before a render, which shows them. */
  recallMissed(address: string | undefined) {
    this.#address = address;
    this.keep({missed: recallMissed(address)});
  }

  clearMissed() {
    clearMissed(this.#address);
    this.set({missed: []});
  }

  rememberAutoPictureInPicture(isAutoPictureInPicture: boolean) {
    this.set({isAutoPictureInPicture});
    remember(AUTO_PICTURE_IN_PICTURE, isAutoPictureInPicture);
  }

  rememberSettings(change: Settings) {
    this.set({settings: {...this.#state.settings, ...change}});
    rememberChoices(change);
  }

  rememberCorner(corner: Corner) {
    this.set({corner});
    remember(CORNER, corner);
  }

  /** Reads what the visitor chose on an earlier visit. */
  recall() {
    const corner = recall(CORNER);
    const settings = recallChoices();
    const isAtEnd = (axis: number) => !Array.isArray(corner) || corner[axis] !== 0;
    this.set({
      corner: [isAtEnd(0) ? 1 : 0, isAtEnd(1) ? 1 : 0],
      name: settings.name ?? '',
      settings,
      isAutoPictureInPicture: recall(AUTO_PICTURE_IN_PICTURE) === true,
    });
  }
}
