import {CallError} from '@rtc-call/engine/errors';
import {CallErrorEvent} from '@rtc-call/engine/events';
import type {
  Call,
  CallEventMap,
  CallStatus,
  ChatMessage,
  EndReason,
  FileTransfer,
  LocalParticipant,
  Participant,
  ParticipantStats,
  TraceEntry,
} from '@rtc-call/engine';
import {LitElement, html, type PropertyValues} from 'lit';
import {announcementOf} from './announcements.js';
import {CallController, type AnyCallEvent, type CreateCall} from './call-controller.js';
import {createCommands} from './commands.js';
import type {Context} from './context.js';
import {STAGE_CONTROLS} from './controls/index.js';
import {CustomStates} from './custom-states.js';
import {StreamRelease} from './media-stream.js';
import {readOptions, type Attributes, type Options} from './options.js';
import {property} from './property.js';
import {runShortcut} from './shortcuts.js';
import {stringsFor} from './strings.js';
import {avatarStyles} from './styles/avatar.js';
import {base} from './styles/base.js';
import {controlStyles} from './styles/controls.js';
import {tokens} from './styles/tokens.js';
import {UiStore} from './ui-state.js';
import {ViewSwitch} from './view-switch.js';

/**
 * A private audio and video call: everyone in a room, or one who rings another.
 *
 * With `room` it shows a lobby with a preview and joins on a click; with `to` a button that rings that peer; with
 * `peer-id` it can be rung. Media go from browser to browser; the broker only introduces them.
 *
 * ```html
 * <rtc-call room="standup"></rtc-call>
 * ```
 *
 * Colours follow the page's `color-scheme`, the direction of text its `dir`, the language its `lang`. The element
 * is as wide as its container and 16:10, unless the page gives it a height. Removing it from the page leaves the
 * call; moving it does not.
 *
 * @element rtc-call
 *
 * @fires {StateChangeEvent} rtc-state-change - The call changed its `state`.
 * @fires {JoinedEvent} rtc-joined - I am in: in the room, or in a call that was accepted.
 * @fires {LeftEvent} rtc-left - I am out, and everything that was opened has been released.
 * @fires {IncomingCallEvent} rtc-incoming-call - Somebody rings. `preventDefault()` suppresses the built-in
 *   ringing; `accept()` and `decline()` still work.
 * @fires {ParticipantJoinedEvent} rtc-participant-joined - Somebody came.
 * @fires {ParticipantLeftEvent} rtc-participant-left - Somebody went; `reason` says why.
 * @fires {ParticipantUpdatedEvent} rtc-participant-updated - A name, a mute, a status, a screen or a stream changed.
 * @fires {LocalUpdatedEvent} rtc-local-updated - My devices, my mute or my screen changed: read `local` again.
 * @fires {ChatMessageEvent} rtc-chat-message - A chat message, mine included.
 * @fires {FileEvent} rtc-file - A file was offered, moved on, arrived, failed or was cancelled.
 * @fires {AppMessageEvent} rtc-app-message - What another page's `sendAppMessage()` sent.
 * @fires {ActiveSpeakerChangeEvent} rtc-active-speaker-change - Who speaks loudest changed; never me.
 * @fires {NetworkQualityChangeEvent} rtc-network-quality-change - The connection to somebody got better or worse.
 * @fires {DeviceErrorEvent} rtc-device-error - A device can't be used, or was unplugged. The call goes on without.
 * @fires {CallErrorEvent} rtc-error - Something else failed, or an attribute has a wrong value; see `error.code`.
 * @fires {TraceEvent} rtc-trace - One more step of the connection's flow was taken.
 *
 * @slot lobby - Under the button that joins: a note, a link to the terms.
 * @slot start - Under the call button.
 * @slot waiting - In the invitation, while one is alone in the room.
 * @slot dialing - Under the cancel button, while it rings at the other side.
 * @slot ringing - Under the accept button, while somebody rings.
 * @slot ended - Under the reason why the call ended.
 * @slot bar-start - In the bar of a running call, before the controls.
 * @slot bar-end - In the bar of a running call, after the controls.
 *
 * @csspart lobby - The view before a room.
 * @csspart preview - My picture in the lobby, with its controls.
 * @csspart name-field - The text field for the visitor's name.
 * @csspart card - Every view outside a room's lobby and a running call; together with one of the next four.
 * @csspart start - The card with the call button, or with the own address.
 * @csspart dialing - The card while it rings at the other side.
 * @csspart ringing - The card while somebody rings.
 * @csspart ended - The card that says why the call ended.
 * @csspart title - The heading of the lobby and of the cards.
 * @csspart button - Every button with text; together with one of the next parts.
 * @csspart join-button - Enters the room.
 * @csspart call-button - Rings.
 * @csspart accept-button - Accepts the call that rings.
 * @csspart accept-without-camera-button - Accepts it with the camera off.
 * @csspart decline-button - Declines it.
 * @csspart cancel-button - Stops ringing the other side.
 * @csspart again-button - Rejoins the room, or rings again.
 * @csspart close-button - Closes the card that says why the call ended.
 * @csspart copy-button - Copies the link to the call.
 * @csspart sound-button - Turns on the sound that the browser held back.
 * @csspart stage - The view of a running call.
 * @csspart tiles - Holds the pictures; together with `grid` or `speaker`.
 * @csspart grid - The pictures, when they share the stage equally; also each of them.
 * @csspart speaker - The pictures, when one of them is large.
 * @csspart tile - One person or screen; together with the parts that describe it.
 * @csspart me - My own tile.
 * @csspart participant - The tile of somebody else.
 * @csspart screen - The tile of a shared screen.
 * @csspart main - The tile that fills the stage.
 * @csspart strip - A tile in the row under the large one.
 * @csspart pip - My tile, floating over the large one.
 * @csspart speaking - The tile of one who speaks.
 * @csspart reconnecting - The tile of one whose connection is being mended.
 * @csspart no-picture - A tile that shows initials.
 * @csspart video - Every `<video>`.
 * @csspart avatar - The initials of one who shows no picture.
 * @csspart name - The name in a tile, with its signs.
 * @csspart overlay - Covers a tile that is connecting or reconnecting.
 * @csspart joining - What is shown until the broker has let me into the room.
 * @csspart invitation - What is shown while one is alone in the room.
 * @csspart link - The text field with the link to the call.
 * @csspart notices - Holds the notices over the stage.
 * @csspart notice - A sentence about something that is wrong.
 * @csspart bar - Holds the controls of a running call.
 * @csspart controls - A group of controls.
 * @csspart control - Every round button; together with one of the next parts.
 * @csspart control-microphone - Microphone on and off.
 * @csspart control-camera - Camera on and off.
 * @csspart control-screenshare - Shares a screen.
 * @csspart control-chat - Opens the chat.
 * @csspart control-copy-link - Copies the link to the call.
 * @csspart control-settings - Opens the choice of devices.
 * @csspart control-fullscreen - Fills the screen.
 * @csspart control-hang-up - Leaves, or hangs up.
 * @csspart control-close - Closes a panel.
 * @csspart control-send - Sends a chat message.
 * @csspart panel - What opens beside a view; together with one of the next two.
 * @csspart panel-chat - The chat.
 * @csspart panel-settings - The choice of devices.
 * @csspart messages - The list of chat messages.
 * @csspart message - One chat message.
 * @csspart chat-field - The text field of the chat.
 * @csspart device-field - A choice of devices.
 *
 * @cssproperty --rtc-accent - Main buttons, links, focus rings, my own messages.
 * @cssproperty --rtc-on-accent - Text on the accent.
 * @cssproperty --rtc-success - The buttons that call and accept.
 * @cssproperty --rtc-on-success - Text on them.
 * @cssproperty --rtc-danger - Hang up, decline, what is switched off.
 * @cssproperty --rtc-on-danger - Text on it.
 * @cssproperty --rtc-warning - Background of notices.
 * @cssproperty --rtc-on-warning - Text of notices.
 * @cssproperty --rtc-surface - Background of the element.
 * @cssproperty --rtc-surface-raised - Background of panels, fields and the invitation.
 * @cssproperty --rtc-control - Background of controls.
 * @cssproperty --rtc-text - Text.
 * @cssproperty --rtc-text-muted - Text of less weight.
 * @cssproperty --rtc-border - Thin lines.
 * @cssproperty --rtc-tile - Background of a tile without a picture.
 * @cssproperty --rtc-speaking - The ring around one who speaks.
 * @cssproperty [--rtc-radius=1rem] - Corners of the element, tiles and panels.
 * @cssproperty [--rtc-gap=0.625rem] - Space between tiles and around them.
 * @cssproperty [--rtc-control-size=3rem] - Size of controls, height of buttons and fields.
 * @cssproperty [--rtc-font=system-ui, sans-serif] - Font family.
 *
 * @cssstate idle - No call.
 * @cssstate lobby - In the lobby of a room.
 * @cssstate waiting - Alone in the room.
 * @cssstate dialing - It rings at the other side.
 * @cssstate ringing - Somebody rings.
 * @cssstate connecting - The connection is being made.
 * @cssstate connected - Somebody is there.
 * @cssstate reconnecting - The connection is being mended.
 * @cssstate ended - The call is over.
 * @cssstate microphone-muted - No sound leaves.
 * @cssstate camera-muted - No picture leaves.
 * @cssstate screensharing - My screen is being shared.
 */
export class RtcCall extends LitElement implements Attributes {
  static override readonly styles = [tokens, base, controlStyles, avatarStyles];

  /**
   * URL of the broker's prefix, such as `https://calls.example.com/rtc`. Left out: the folder that the script was
   * loaded from, when a broker served it; else `/rtc` on the page's origin.
   */
  @property() broker = '';
  /** Access token (a JWT), where the broker asks for one. */
  @property() token = '';
  /** The room to join: everyone in it is connected to everyone else. 1 to 128 characters. */
  @property() room = '';
  /** My address, under which others ring me. Left out: a random one, kept for the life of the tab. */
  @property({attribute: 'peer-id'}) peerId = '';
  /** Whom the call button rings. */
  @property() to = '';
  /** What others see of me, at most 100 characters. Left out: the lobby asks for it. */
  @property({attribute: 'display-name'}) displayName = '';
  /** `off`: start with the microphone off. */
  @property() audio: 'on' | 'off' = 'on';
  /** `off`: start with the camera off. */
  @property() video: 'on' | 'off' = 'on';
  /** `off`: join the room at once, without a lobby. */
  @property() prejoin: 'on' | 'off' = 'on';
  /** `off`: no chat. */
  @property() chat: 'on' | 'off' = 'on';
  /** `off`: no button that shares the screen. */
  @property() screenshare: 'on' | 'off' = 'on';
  /** `off`: no link to copy. */
  @property() invite: 'on' | 'off' = 'on';
  /** `off`: no choice of devices. */
  @property() settings: 'on' | 'off' = 'on';
  /** `off`: no keyboard shortcuts (M, V, S, C, F). They count only while the focus is in the element. */
  @property() shortcuts: 'on' | 'off' = 'on';
  /**
   * How pictures are arranged. `grid`: all of one size; `speaker`: who speaks is large; `auto`: large for a call of
   * two and for a shared screen, else a grid.
   */
  @property() layout: 'auto' | 'grid' | 'speaker' = 'auto';
  /** Language of the interface as a BCP 47 tag. Left out: the one of the page. */
  @property() override lang = '';
  /** Never reveal an address: connect through a TURN server only. */
  @property({type: Boolean, attribute: 'relay-only'}) relayOnly = false;
  /** Replaces the STUN and TURN servers that the broker names. */
  @property({attribute: false}) iceServers: RTCIceServer[] | undefined;
  /**
   * Makes the call in place of the engine: to add options that have no attribute, such as another signaling.
   * Set it before the element is in the page.
   */
  @property({attribute: false}) createCall: CreateCall | undefined;

  readonly #ui = new UiStore(this);
  readonly #controller = new CallController(this, {
    options: () => this.#options,
    displayName: () => this.#options.displayName ?? (this.#ui.state.name || undefined),
    createCall: () => this.createCall,
    onEvent: (event, isPrevented) => this.#onCallEvent(event, isPrevented),
    onFailure: failure => this.#ui.set({failure}),
  });
  readonly #views = new ViewSwitch(this);
  readonly #states = new CustomStates(this);
  readonly #commands = createCommands(this, this.#controller, this.#ui, () => this.#context);
  #options: Options = readOptions(this).options;
  /** Wrong attributes that were reported: once is enough. */
  #problems = new Set<string>();
  #announcement = '';

  constructor() {
    super();
    this.addController(new StreamRelease(this));
    this.addEventListener('keydown', event => runShortcut(event, STAGE_CONTROLS, this.#context));
    this.addEventListener('fullscreenchange', () => {
      this.#ui.set({isFullscreen: document.fullscreenElement === this});
    });
  }

  /** Where the call stands. */
  get state(): CallStatus {
    return this.#controller.facts.state;
  }

  /** Why the last call ended; null unless `state` is `ended`. */
  get endReason(): EndReason | null {
    return this.#controller.facts.endReason;
  }

  /** Everyone who is in, without me; a new array on each change. */
  get participants(): readonly Participant[] {
    return this.#controller.facts.participants;
  }

  /** Me: my id, my devices, what I share. */
  get local(): LocalParticipant {
    return this.#controller.facts.local;
  }

  /** Who speaks loudest; null when nobody does. */
  get activeSpeaker(): Participant | null {
    return this.#controller.facts.activeSpeaker;
  }

  /** The chat so far, mine included. */
  get messages(): readonly ChatMessage[] {
    return this.#controller.facts.messages;
  }

  /** What really happened on the way to the connection, step by step, oldest first. */
  get trace(): readonly TraceEntry[] {
    return this.#controller.facts.trace;
  }

  /** What is wrong at the moment and being mended, such as a broker that can't be reached. */
  get error(): CallError | null {
    return this.#controller.facts.error;
  }

  /**
   * Joins the room of the `room` attribute. Resolves when the broker has let me in. Rejects with a CallError when it
   * refuses, or when `leave()` comes first.
   */
  async join(): Promise<void> {
    await this.#controller.ask(call => {
      const {room} = this.#options;
      if (!room) throw new CallError('invalid-room', {detail: 'set the room attribute'});
      return call.join(room);
    });
  }

  /**
   * Ends what goes on and releases everything: devices, connections, the broker's socket. Settles every promise that
   * still waits for a person or the broker.
   */
  leave(): void {
    this.#controller.leave();
  }

  /**
   * Rings a peer; left out: the one of the `to` attribute. Resolves when it rings there (or, at a plain PeerJS page, is
   * answered). Rejects with a CallError that names the reason when the call ends first: `busy`, `declined`, …
   */
  async call(peerId: string = this.to): Promise<void> {
    await this.#controller.ask(call => call.call(peerId));
  }

  /**
   * Accepts the call that rings. Resolves when the caller knows of it. Rejects with a CallError: `wrong-state` when none
   * rings, the reason when the call ends first.
   */
  async accept(): Promise<void> {
    await this.#controller.ask(call => call.accept());
  }

  /** Declines the call that rings. Throws a CallError `wrong-state` when none does. */
  decline(): void {
    this.#call().decline();
  }

  /** Ends the call, and stays reachable under `peer-id`. */
  hangUp(): void {
    this.#controller.current?.hangUp();
  }

  /** Switches the microphone; left out: the other way than it is. */
  async toggleMicrophone(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.toggleMicrophone(on));
  }

  /** Switches the camera; left out: the other way than it is. Off turns its light off. */
  async toggleCamera(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.toggleCamera(on));
  }

  /** Starts or stops sharing the screen. Browsers allow the start only from a click or a key press. */
  async toggleScreenshare(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.toggleScreenshare(on));
  }

  /** Uses another camera; the ids are in `local.devices`. */
  async setCameraDevice(deviceId: string): Promise<void> {
    await this.#controller.ask(call => call.setCameraDevice(deviceId));
  }

  /** Uses another microphone; the ids are in `local.devices`. */
  async setMicrophoneDevice(deviceId: string): Promise<void> {
    await this.#controller.ask(call => call.setMicrophoneDevice(deviceId));
  }

  /** Plays the sound on another speaker, where the browser can (`not-supported` where it can't). */
  async setSpeakerDevice(deviceId: string): Promise<void> {
    await this.#controller.ask(call => call.setSpeakerDevice(deviceId));
  }

  /** Sends a chat message to everyone, or to one; at most 16,000 characters. Throws a CallError. */
  sendChatMessage(text: string, to?: string): ChatMessage {
    return this.#call().sendChatMessage(text, to);
  }

  /** Sends any JSON value of at most 16,000 characters to everyone, or to one. Throws a CallError. */
  sendAppMessage(data: unknown, to?: string): void {
    this.#call().sendAppMessage(data, to);
  }

  /** Offers a file to everyone, or to one: one transfer per receiver. Rejects with a CallError. */
  async sendFile(file: File, to?: string): Promise<readonly FileTransfer[]> {
    return this.#call().sendFile(file, to);
  }

  /** Accepts a file that was offered by an `rtc-file` event. */
  async acceptFile(id: string): Promise<void> {
    await this.#call().acceptFile(id);
  }

  /** Cancels or declines a file. */
  async cancelFile(id: string): Promise<void> {
    await this.#call().cancelFile(id);
  }

  /** One record per participant: round trip, loss, bitrates, resolution, path. */
  async getStats(): Promise<readonly ParticipantStats[]> {
    return (await this.#controller.current?.getStats()) ?? [];
  }

  /** Tells browsers that know `moveBefore()` that a move needs no disconnect. */
  connectedMoveCallback() {}

  override connectedCallback() {
    super.connectedCallback();
    this.#ui.recallName();
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.size === 0) return;
    const {options, problems} = readOptions(this);
    this.#options = options;
    for (const error of problems)
      if (!this.#problems.has(error.message)) this.dispatchEvent(new CallErrorEvent({error}));
    this.#problems = new Set(problems.map(({message}) => message));
    this.#controller.configure();
  }

  protected override render() {
    const context = this.#context;
    return html`<div class="frame">
      ${this.#views.render(context)}
      <p class="hidden" role="status">${this.#announcement}</p>
    </div>`;
  }

  protected override updated() {
    this.#states.update(this.#controller.facts);
  }

  get #context(): Context {
    const {facts, isStarting} = this.#controller;
    const {local} = facts;
    const lang = this.lang || this.closest<HTMLElement>('[lang]')?.lang || document.documentElement.lang;
    return {
      state: facts.state,
      endReason: facts.endReason,
      participants: facts.participants,
      local,
      incoming: facts.incoming,
      outgoing: facts.outgoing,
      activeSpeaker: facts.activeSpeaker,
      messages: facts.messages,
      error: facts.error,
      isOnline: facts.isOnline,
      isStarting: isStarting && !local.stream && !local.camera.error && !local.microphone.error,
      lang,
      options: this.#options,
      strings: stringsFor(lang),
      ui: this.#ui.state,
      commands: this.#commands,
      callee: this.#ui.state.lastPeer ?? this.#options.to,
      link: location.href,
    };
  }

  #call(): Call {
    const {current} = this.#controller;
    if (!current) throw new CallError('wrong-state', {detail: 'the call is not there yet'});
    return current;
  }

  #onCallEvent(event: AnyCallEvent, isPrevented: boolean) {
    if (event.type === 'rtc-trace') return;
    this.#ui.follow(event, isPrevented, this.#controller.facts);
    this.#announcement = announcementOf(event, this.#context) || this.#announcement;
    this.requestUpdate();
  }
}

export type RtcCallEventMap = CallEventMap;

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
  /** The events bubble: elements, the document and the window hear them. */
  interface GlobalEventHandlersEventMap extends CallEventMap {}
}
