import {CallError} from '@rtc-call/engine/errors';
import {CallErrorEvent} from '@rtc-call/engine/events';
import {canShareScreen} from '@rtc-call/engine/policy';
import type {OnDemand} from '@rtc-call/engine/on-demand';
import {CALL_PROBLEMS} from '@rtc-call/engine/problems';
import type {
  Call,
  CallEventMap,
  CallStatus,
  ChatMessage,
  Door,
  EndReason,
  FileTransfer,
  LocalParticipant,
  Participant,
  ParticipantStats,
  RoomMember,
  TraceEntry,
} from '@rtc-call/engine';
import {LitElement, html, nothing, type PropertyValues} from 'lit';
import {ifDefined} from 'lit/directives/if-defined.js';
import {AdoptedStyles} from './adopted-styles.js';
import type {Captions} from './captions/captions.js';
import {captions} from './captions/index.js';
import type {Caption} from './captions/lines.js';
import type {News} from './announcement-texts.js';
import {Announcements} from './announcements.js';
import {CallController, type AnyCallEvent, type CreateCall} from './call-controller.js';
import {createCommands} from './commands.js';
import {isSpeakerView, type Context} from './context.js';
import {Companions} from './companions/index.js';
import {CustomStates} from './custom-states.js';
import {doorViews, isDoorSeen} from './door/index.js';
import {errorTexts} from './error-texts.js';
import type {Extra, ExtraWiring} from './extras.js';
import {chosenLanguage, LanguageController} from './language.js';
import {lanLink} from './lan-link.js';
import {streamRelease} from './media-stream.js';
import {meters} from './meters.js';
import {missedList} from './missed-calls.js';
import {readOptions, type Attributes, type Options} from './options.js';
import {nameOfPerson} from './names.js';
import {canOpenDocument, popOut} from './picture-in-picture.js';
import {property} from './property.js';
import {RingMedia} from './ring-media.js';
import {RingTones} from './ring-tones.js';
import {stringsFor} from './strings/index.js';
import {base} from './styles/base.js';
import {tokens} from './styles/tokens.js';
import {UiStore} from './ui-state.js';
import {isVerificationSeen, verificationViews} from './verification/index.js';
import {ViewSwitch} from './view-switch.js';
import {views} from './views/index.js';
import type {ViewsModule} from './views/module.js';
import {PANEL_EVENTS, panels} from './panels/index.js';

/**
 * A private audio and video call, either in a room or between two people.
 *
 * With `room` it shows a lobby with a preview and joins on a click. With `to` it shows a button that rings that peer.
 * With `peer-id` it can be rung. Media goes directly between browsers; the broker only helps them connect.
 *
 * ```html
 * <rtc-call room="standup"></rtc-call>
 * ```
 *
 * Colours follow the page's `color-scheme`, text direction its `dir`, and the language its `lang`. The element is as
 * wide as its container, with a 16:10 ratio unless the page sets a height, from 240 × 180 pixels to 4K. Text and controls
 * follow the visitor's font size and the size of the element, not the font size of the page's root. Removing it from the
 * page leaves the call; moving it doesn't, also to another window, such as that of a picture-in-picture document.
 *
 * Properties that are null or undefined are not set. An invalid value, or a misspelt attribute, causes an `rtc-error`
 * with the code `invalid-option` and one line on the console, and is treated as not set.
 *
 * @element rtc-call
 *
 * @fires {StateChangeEvent} rtc-state-change - The call's `state` changed.
 * @fires {JoinedEvent} rtc-joined - I joined the room, or a call was accepted.
 * @fires {LeftEvent} rtc-left - I left, and all devices and connections are released.
 * @fires {MissedCallEvent} rtc-missed-call - Somebody called, and gave up before I answered, or while I was in another
 *   call.
 * @fires {RingUpdatedEvent} rtc-ring-updated - Something about the ringing call changed: the caller's video, or that the
 *   callee sees me.
 * @fires {IncomingCallEvent} rtc-incoming-call - Someone is calling. `preventDefault()` suppresses the built-in
 *   ringing view; `accept()` and `decline()` still work.
 * @fires {MembersUpdatedEvent} rtc-members-updated - Somebody entered or left the room or its lobby: read `members` again.
 * @fires {KnockEvent} rtc-knock - Somebody asks to be let in; only hosts hear of it.
 * @fires {DoorChangedEvent} rtc-door-changed - The room was locked or unlocked, the list of those who knock changed, or whether I am a host: read
 *   `door` again.
 * @fires {ModeratedEvent} rtc-moderated - A host muted me or stopped my screen share; I may turn it on again.
 * @fires {ParticipantJoinedEvent} rtc-participant-joined - A participant joined.
 * @fires {ParticipantLeftEvent} rtc-participant-left - A participant left; `reason` says why.
 * @fires {ParticipantUpdatedEvent} rtc-participant-updated - A participant's name, mute state, raised hand, status, screen or stream changed.
 * @fires {VerificationChangedEvent} rtc-verification-changed - Something changed about whether it is proven that nobody is in between: read
 *   `participant.verification`.
 * @fires {LocalUpdatedEvent} rtc-local-updated - My devices, mute state or screen changed: read `local` again.
 * @fires {ChatMessageEvent} rtc-chat-message - A chat message was sent or received.
 * @fires {ReactionEvent} rtc-reaction - Somebody reacted with an emoji, or I did.
 * @fires {FileEvent} rtc-file - A file was offered, made progress, arrived, failed or was cancelled.
 * @fires {AppMessageEvent} rtc-app-message - Another page called `sendAppMessage()`.
 * @fires {ActiveSpeakerChangeEvent} rtc-active-speaker-change - The loudest speaker changed; never me.
 * @fires {NetworkQualityChangeEvent} rtc-network-quality-change - The connection to a participant got better or worse.
 * @fires {DeviceErrorEvent} rtc-device-error - A device can't be used or was unplugged. The call continues without it.
 * @fires {CallErrorEvent} rtc-error - Something else failed, or an attribute has an invalid value; see `error.code`.
 * @fires {TraceEvent} rtc-trace - A step of the connection was recorded.
 *
 * @slot lobby - Below the join button: a note, a link to the terms.
 * @slot start - Below the call button.
 * @slot waiting - In the invitation, while nobody else is in the room.
 * @slot dialing - Below the cancel button, during an outgoing call.
 * @slot ringing - Below the accept button, during an incoming call.
 * @slot ended - Below the reason why the call ended.
 * @slot bar-start - In the control bar of a call, before the controls.
 * @slot bar-end - In the control bar of a call, after the controls.
 *
 * @csspart lobby - The lobby of a room.
 * @csspart preview - The camera preview in the lobby, with its controls.
 * @csspart door-closed - In the lobby: that somebody in the call has to let me in.
 * @csspart knock-field - The text field for what I say to them.
 * @csspart level - Behind the microphone's button: how loud the microphone is.
 * @csspart no-preview - Initials and a sentence in place of the preview.
 * @csspart present - Who is in the call already, in the lobby.
 * @csspart faces - Their initials.
 * @csspart name-field - The text field for the visitor's name.
 * @csspart card - Every view other than the lobby and the stage; combined with one of the next four.
 * @csspart start - The card with the call button, or with my own peer id.
 * @csspart dialing - The card of an outgoing call.
 * @csspart ringing - The card of an incoming call.
 * @csspart ended - The card that says why the call ended.
 * @csspart title - The heading of the lobby, of a card, of the invitation, and of the list of shortcuts.
 * @csspart hint - Every sentence below a heading, a field or a switch.
 * @csspart field-label - The name of a field, above or beside it.
 * @csspart icon - Every drawn icon.
 * @csspart spinner - What turns while something is being done.
 * @csspart button - Every button with text; combined with one of the next parts.
 * @csspart join-button - Joins the room.
 * @csspart call-button - Starts the call.
 * @csspart caller - The caller's video while it rings, with my own in its corner.
 * @csspart show-video-button - Shows the video of a caller whom no token makes trusted.
 * @csspart accept-button - Accepts the incoming call, with the camera if the page offers video.
 * @csspart accept-audio-button - Accepts the incoming call with the camera off.
 * @csspart ring-icon - The round icon of each of these buttons.
 * @csspart ring-caption - The word below it.
 * @csspart decline-button - Declines the incoming call.
 * @csspart decline-field - The text field for a message to decline with.
 * @csspart decline-send-button - Declines with the message in that field.
 * @csspart decline-text - What the callee said when declining, on the caller's card.
 * @csspart missed-calls - The list of missed calls, while there is no call.
 * @csspart missed-title - The heading of this list.
 * @csspart missed-call - One of them.
 * @csspart missed-name - Who called, and how often.
 * @csspart missed-time - When that was.
 * @csspart call-back-button - Calls the peer back whose call was missed.
 * @csspart clear-button - Clears the list of missed calls.
 * @csspart cancel-button - Cancels the outgoing call, the wait to be let in, a question, or a check.
 * @csspart again-button - Rejoins the room, calls again, or tries again what has failed, such as a check.
 * @csspart close-button - Closes the card that says why the call ended, or the dialog of a check.
 * @csspart details-button - Opens the connection details after a call that failed.
 * @csspart copy-button - Copies the link to the call.
 * @csspart sound-button - Turns on audio after the browser blocked autoplay.
 * @csspart stage - The view during a call.
 * @csspart tiles - The container of the tiles; combined with `grid` or `speaker`.
 * @csspart grid - The container when all tiles have one size, and each of these tiles.
 * @csspart speaker - The container when one tile is large.
 * @csspart tile - One participant or screen; combined with the parts that describe it.
 * @csspart me - My own tile.
 * @csspart participant - The tile of another participant.
 * @csspart screen - The tile of a shared screen.
 * @csspart main - The large tile that fills the stage.
 * @csspart strip - A tile in the strip beside or below the large one.
 * @csspart away - A tile on another page of the grid, which is not displayed.
 * @csspart pip - My tile, floating over the large one.
 * @csspart folded - My floating tile while it is hidden: only the button that shows it is left.
 * @csspart speaking - The tile of a participant who is speaking.
 * @csspart reconnecting - The tile of a participant who is reconnecting.
 * @csspart no-picture - A tile without video, which shows initials.
 * @csspart video - Every `<video>`.
 * @csspart avatar - The initials of a participant without video.
 * @csspart name - The name in a tile, with its status icons.
 * @csspart hand - The sign in a name that the hand is raised.
 * @csspart verified - The sign beside a name, also in the list of people, that it is proven that nobody is in between.
 * @csspart unverified - The sign there that the emoji did not match, or that a person has a new device.
 * @csspart reaction - An emoji that floats over the tile of its sender.
 * @csspart muted - The sign in a name that the microphone is off.
 * @csspart quality - The bars in a name that show the quality of the connection.
 * @csspart overlay - The sentence in a tile that is connecting or reconnecting, or whose network is too weak for video.
 * @csspart tool - Every button on a tile; combined with one of the next parts.
 * @csspart pin-button - Keeps a tile large, or ends that.
 * @csspart host-button - Opens the menu with what a host can do about this person.
 * @csspart control-person - The one of these buttons whose menu is open, or was last.
 * @csspart move-button - Moves my floating tile to the next corner.
 * @csspart hide-button - Hides and shows my floating tile.
 * @csspart zoom-in-button - Shows a shared screen larger.
 * @csspart zoom-out-button - Shows a shared screen smaller.
 * @csspart fit-button - Fits a shared screen into its tile.
 * @csspart actual-size-button - Shows a shared screen pixel by pixel.
 * @csspart screen-fullscreen-button - Shows only the shared screen in full screen, or ends that.
 * @csspart captions - The captions below the tiles, which the page supplies.
 * @csspart caption - What one person says.
 * @csspart caption-name - The name in it.
 * @csspart caption-text - Each text in it.
 * @csspart sharing - The row with my own screen while I share it.
 * @csspart stop-button - Stops sharing my screen.
 * @csspart page-button - Shows the previous or the next page of a grid that doesn't fit.
 * @csspart joining - Shown until the broker has admitted me to the room.
 * @csspart invitation - Shown while nobody else is in the room.
 * @csspart invitation-title - Its heading.
 * @csspart local-only - Beside the link, if only this computer can open it.
 * @csspart link - The text field with the link to the call.
 * @csspart retry-button - In a notice about a device that could not be opened: tries again.
 * @csspart notices - The container of the notices over the stage.
 * @csspart notice - One message about a problem.
 * @csspart notice-text - Its text, with the button that may be in it.
 * @csspart notice-close-button - Closes it.
 * @csspart knock-notice - The notice about those who knock, for hosts.
 * @csspart knock-text - What one of them says, there and in the list of people.
 * @csspart admit-button - Lets somebody in; in a notice about several people, all of them.
 * @csspart refuse-button - Lets somebody not in, or doesn't check now.
 * @csspart show-button - In a notice: opens the list of people.
 * @csspart bar - The control bar of a call.
 * @csspart controls - A group of controls.
 * @csspart control - Every round button; combined with one of the next parts.
 * @csspart badge - The number on a control, such as that of unread messages.
 * @csspart tip - The name of a control, shown while it has the pointer or the focus.
 * @csspart key - The key of a shortcut, in a tip, a menu or the list of shortcuts.
 * @csspart control-microphone - Turns the microphone on and off.
 * @csspart control-camera - Turns the camera on and off.
 * @csspart control-screenshare - Starts and stops screen sharing.
 * @csspart control-chat - Opens the chat.
 * @csspart control-hand - Raises and lowers my hand.
 * @csspart control-reactions - Opens the reactions.
 * @csspart control-more - Opens the menu with the controls that are not in the bar.
 * @csspart control-people - Opens the list of people.
 * @csspart control-copy-link - Copies the link to the call.
 * @csspart control-settings - Opens the settings.
 * @csspart control-flow - Opens the connection details.
 * @csspart control-fullscreen - Turns full screen on and off.
 * @csspart control-layout - Switches between grid and speaker view.
 * @csspart control-picture-in-picture - Shows the call in a small window over all others.
 * @csspart control-auto-picture-in-picture - Whether that happens by itself when the visitor switches to another tab.
 * @csspart control-shortcuts - Opens the list of keyboard shortcuts.
 * @csspart control-leave - Leaves the room, or hangs up.
 * @csspart menu - What opens over the view; combined with one of the next three.
 * @csspart menu-more - The controls that are not in the bar.
 * @csspart menu-person - What a host can do about the person of a tile.
 * @csspart menu-confirm - A question before something that can't be undone.
 * @csspart leave-button - In this question, and when emoji did not match: leaves the call.
 * @csspart end-button - In this question: ends the call for everyone.
 * @csspart menu-reactions - The reactions to choose from.
 * @csspart menu-shortcuts - The list of keyboard shortcuts.
 * @csspart menu-item - A line of the “more” menu; combined with the part of its control.
 * @csspart reaction-button - A reaction to choose.
 * @csspart control-close - Closes a panel.
 * @csspart control-send - Sends a chat message.
 * @csspart control-attach - Opens the choice of files to send.
 * @csspart control-emoji - Opens the emoji.
 * @csspart split - A device's button with the button of its menu.
 * @csspart menu-button - Opens a menu, such as the caret beside the microphone.
 * @csspart menu-label - The heading of a group in a menu.
 * @csspart drop - Covers the element while files are dragged over it.
 * @csspart panel - A panel beside the view; combined with one of the next ones.
 * @csspart panel-header - The heading of a panel, and the button that closes it.
 * @csspart panel-title - This heading.
 * @csspart panel-chat - The chat.
 * @csspart panel-people - The people in the call.
 * @csspart people - The list of them.
 * @csspart person - One of them.
 * @csspart person-name - The name in it.
 * @csspart person-status - What matters most about this person now.
 * @csspart person-sign - The sign of a raised hand, or of a device that is off.
 * @csspart person-details - What is behind a click on a person.
 * @csspart person-volume - How loud I hear this person.
 * @csspart person-button - Pins this person, or writes to them only.
 * @csspart knocks - Above the people, for hosts: those who knock.
 * @csspart knocks-title - The heading of their list.
 * @csspart knock - One of them.
 * @csspart admit-all-button - Lets all of them in.
 * @csspart locked - That the room is locked.
 * @csspart host-tools - What hosts can do about everyone.
 * @csspart lock-switch - Locks the room; also a `switch`.
 * @csspart mute-all-button - Mutes everyone else.
 * @csspart mute-button - Mutes a person, in the list of people and in the menu of a tile.
 * @csspart stop-share-button - Stops the screen share of a person.
 * @csspart remove-button - Removes a person from the call.
 * @csspart verify-button - Checks with a person that the call is private, in the list of people and in the menu of a tile.
 * @csspart verification - The dialog of this check.
 * @csspart verification-text - The sentence below its heading.
 * @csspart verification-emoji - The emoji to compare in it.
 * @csspart verification-item - One of them, with its name.
 * @csspart remember-field - The checkbox to remember the person.
 * @csspart match-button - Says that the emoji match.
 * @csspart mismatch-button - Says that they don't.
 * @csspart verification-notice - The notice that somebody wants to check, or what has to be known about a person.
 * @csspart compare-button - In it: opens the dialog.
 * @csspart invite - Below the people: how to invite others.
 * @csspart qr-code - The link to the call as a QR code.
 * @csspart panel-settings - The settings.
 * @csspart panel-flow - The connection details.
 * @csspart flow-option - A checkbox: to explain each step, to put names into the report.
 * @csspart flow-copy-button - Copies the report.
 * @csspart flow-person - The path to one participant, and the numbers of this connection. Of several, one is open.
 * @csspart flow-path - Whether that path is direct or over a relay, and its protocol.
 * @csspart flow-metrics - The numbers that have a plot.
 * @csspart flow-plot - The last minute of one of them, as a line.
 * @csspart flow-facts - Codecs and sizes.
 * @csspart flow-label - What one of these numbers or facts is.
 * @csspart flow-value - The number or the fact, with its plot.
 * @csspart flow-diagram - The sequence diagram of how the call was set up.
 * @csspart flow-lane - The heading of a lane: me, the broker, STUN and TURN, the other side.
 * @csspart flow-step - One step.
 * @csspart flow-time - When it was, since the call began.
 * @csspart flow-step-name - What it was, and details.
 * @csspart flow-arrow - Its arrow.
 * @csspart flow-problem - Why a step failed, and what to do.
 * @csspart flow-explanation - What a step is for, with a link to its specification.
 * @csspart messages - The list of chat messages.
 * @csspart message - One chat message.
 * @csspart message-sender - The line above a message: who, when, and to whom.
 * @csspart message-name - The name in it.
 * @csspart message-time - The time in it.
 * @csspart message-private - The mark of a private message in it.
 * @csspart message-text - The text of a message.
 * @csspart file - The card of a file in the chat.
 * @csspart file-icon - The icon in it.
 * @csspart file-name - The name in it.
 * @csspart file-status - The kind, the size and the state of the file in it.
 * @csspart file-progress - How much has been received.
 * @csspart file-button - Every button of a file; combined with one of the next parts.
 * @csspart accept-file-button - Downloads the file.
 * @csspart cancel-file-button - Declines the file, or cancels the transfer.
 * @csspart save-file-button - Saves the received file.
 * @csspart retry-file-button - Sends the file again.
 * @csspart latest-button - Goes to the newest message, while older ones are shown.
 * @csspart composer - Where messages are written: the field and its buttons.
 * @csspart chat-field - The text field of the chat.
 * @csspart chat-to - The list to choose who gets the message.
 * @csspart emoji - The emoji to choose from.
 * @csspart emoji-button - One of them.
 * @csspart settings-group - What belongs to one device, or to none.
 * @csspart device-field - A list to choose a device from.
 * @csspart settings-preview - My own video in the settings, where no other place shows it.
 * @csspart meter - In the settings: how loud the microphone is.
 * @csspart test-button - Plays a test sound.
 * @csspart switch-label - The line of a switch.
 * @csspart switch - The switch in it.
 * @csspart language-field - The list to choose the language from.
 * @csspart forget-button - Forgets the people whom this browser remembers from a check.
 *
 * @cssproperty --rtc-accent - Main buttons, links, focus rings, my own messages.
 * @cssproperty --rtc-on-accent - Text on the accent. Default: white or black, whichever is readable.
 * @cssproperty --rtc-success - The buttons that call and accept.
 * @cssproperty --rtc-on-success - Text on them. Default: white or black.
 * @cssproperty --rtc-danger - Buttons that hang up or decline, and devices that are off.
 * @cssproperty --rtc-on-danger - Text on it. Default: white or black.
 * @cssproperty --rtc-warning - Background of notices.
 * @cssproperty --rtc-on-warning - Text of notices.
 * @cssproperty --rtc-surface - Background of the element.
 * @cssproperty --rtc-surface-raised - Background of panels, fields and the invitation.
 * @cssproperty --rtc-control - Background of controls.
 * @cssproperty --rtc-text - Text.
 * @cssproperty --rtc-text-muted - Secondary text.
 * @cssproperty --rtc-border - Borders.
 * @cssproperty --rtc-tile - Background of a tile without video.
 * @cssproperty --rtc-speaking - The ring around a participant who is speaking.
 * @cssproperty [--rtc-radius=16px] - Corner radius of the element, tiles and panels. All other corners are derived from
 *   it: fields have three quarters of it, and controls are round if it is more than 8px. With 0, everything is square.
 * @cssproperty [--rtc-gap=10px] - Space between tiles and around them.
 * @cssproperty [--rtc-control-size=48px] - Size of controls, height of buttons and fields.
 * @cssproperty [--rtc-panel-width=352px] - Width of a panel beside the view, 60% of the element at most. Default: 22 times
 *   the font size, and 27 times for the connection details.
 * @cssproperty [--rtc-font=system-ui, sans-serif] - Font family.
 *
 * @cssstate idle - No call.
 * @cssstate lobby - In the lobby of a room.
 * @cssstate knocking - Waiting to be let into the room.
 * @cssstate waiting - In the room, with nobody else there.
 * @cssstate dialing - An outgoing call is ringing.
 * @cssstate ringing - An incoming call is ringing.
 * @cssstate connecting - The connection is being made.
 * @cssstate connected - Connected to at least one participant.
 * @cssstate reconnecting - The connection was lost and is being restored.
 * @cssstate ended - The call is over.
 * @cssstate microphone-muted - No audio is sent.
 * @cssstate camera-muted - No camera video is sent.
 * @cssstate screensharing - My screen is being shared.
 */
export class RtcCall extends LitElement implements Attributes {
  /**
   * URL of the broker's prefix, such as `https://calls.example.com/rtc`. Default: the folder that the script was
   * loaded from if a broker served it, otherwise `/rtc` on the page's origin.
   */
  @property() broker = '';
  /** Access token (a JWT), if the broker requires one. */
  @property() token = '';
  /** The room to join: everyone in it is connected to everyone else. 1 to 128 characters. */
  @property() room = '';
  /** What people see as the room's name; at most 100 characters. The name itself, which may be a secret, is never shown. */
  @property({attribute: 'room-label'}) roomLabel = '';
  /**
   * The host key of the room: with it I am a host when I enter, and may lock the room, admit, mute and remove others, and end the
   * call. 32 characters, which `createHostKey()` of `@rtc-call/engine/rooms` makes. Whoever has it is a host: keep it out of the
   * link that you share.
   */
  @property({attribute: 'host-key'}) hostKey = '';
  /** My peer id, under which others call me. Default: a random id that lasts as long as the tab. */
  @property({attribute: 'peer-id'}) peerId = '';
  /** The peer id that the call button rings. */
  @property() to = '';
  /** My name, as others see it; at most 100 characters. Default: the lobby asks for it. */
  @property({attribute: 'display-name'}) displayName = '';
  /** `off`: start with the microphone off. */
  @property() audio: 'on' | 'off' = 'on';
  /** `off`: start with the camera off. */
  @property() video: 'on' | 'off' = 'on';
  /** `off`: join the room immediately, without a lobby. */
  @property() prejoin: 'on' | 'off' = 'on';
  /** `off`: no chat. */
  @property() chat: 'on' | 'off' = 'on';
  /** `off`: no screen sharing button. */
  @property() screenshare: 'on' | 'off' = 'on';
  /**
   * URL that the button to copy the link copies. Default: the page's URL, or in a frame that of the outermost page on the
   * same origin. The access token is never part of it.
   */
  @property() link = '';
  /** `off`: no link to copy. */
  @property() invite: 'on' | 'off' = 'on';
  /** `off`: no settings. */
  @property() settings: 'on' | 'off' = 'on';
  /** `off`: no keyboard shortcuts (M, V, S, C, P, H, R, L, F, ?, and Space to talk). They work only while the focus is in the element. */
  @property() shortcuts: 'on' | 'off' = 'on';
  /**
   * `off`: no connection details (how the call was set up step by step, and the quality of each connection). `page`: they
   * are open from the start, in half of the element, with an explanation of each step.
   */
  @property() flow: 'on' | 'off' | 'page' = 'on';
  /**
   * How the tiles are arranged. `grid`: all have one size; `speaker`: the active speaker is large; `auto`: `speaker` for
   * a call of two and for a shared screen, otherwise `grid`.
   */
  @property() layout: 'auto' | 'grid' | 'speaker' = 'auto';
  /**
   * The controls of a call that are shown, in this order, separated by spaces: `microphone`, `camera`, `screenshare`, `chat`,
   * `people`, `hand`, `reactions`, `copy-link`, `layout`, `picture-in-picture`, `auto-picture-in-picture`, `fullscreen`, `settings`,
   * `flow`, `shortcuts`, `more`, `leave`. What doesn’t fit into the bar is in “more”. Unknown names are ignored. Default: all.
   */
  @property() controls = '';
  /**
   * Language of the interface as a BCP 47 tag. Default: the language of the closest ancestor that has one, otherwise the
   * browser's. Without texts in that language, the interface is in English. A language that the visitor chose in the settings
   * wins.
   */
  @property() override lang = '';
  /** Connects through a TURN server only, so that no IP address is revealed. */
  @property({type: Boolean, attribute: 'relay-only'}) relayOnly = false;
  /**
   * `off`: no video of a caller while it rings. Otherwise a caller whose token has the claim `trusted` is seen at once;
   * others, if a relay hides both addresses, after a click on “Show video”. Callers are told that they are seen.
   */
  @property({attribute: 'ring-video'}) ringVideo: 'on' | 'off' = 'on';
  /**
   * Opens my camera while a trusted caller rings, so that accepting takes less time. Only in a visible page that already
   * has the permission. Without it, the camera opens when Accept is pressed.
   */
  @property({type: Boolean, attribute: 'ring-camera'}) ringCamera = false;
  /** Plays no tones: no ringing, and none while it rings at the other side. */
  @property({type: Boolean}) silent = false;
  /** Replaces the STUN and TURN servers that the broker provides. A new array with the same content changes nothing. */
  @property({attribute: false}) iceServers: RTCIceServer[] | undefined;
  /**
   * Creates the call instead of the engine, to set options that have no attribute, such as another signaling.
   * Set it before the element is added to the page.
   */
  @property({attribute: false}) createCall: CreateCall | undefined;

  readonly #wiring: ExtraWiring = {context: () => this.#context, announce: text => this.#announce(text)};
  readonly #ui = new UiStore(this);
  readonly #controller = new CallController(this, {
    options: () => this.#options,
    displayName: () => this.#options.displayName ?? (this.#ui.state.name || undefined),
    settings: () => this.#ui.state.settings,
    createCall: () => this.createCall,
    onEvent: (event, isPrevented) => this.#onCallEvent(event, isPrevented),
    onFailure: failure => this.#ui.set({failure}),
  });
  #styles: AdoptedStyles | undefined;
  readonly #views = new ViewSwitch(this, styles => this.#styles?.add(styles));
  readonly #states = new CustomStates(this);
  readonly #ringMedia = new RingMedia(this, {
    call: () => this.#controller.current,
    options: () => this.#options,
    ui: () => this.#ui.state,
  });
  readonly #language = new LanguageController(this);
  readonly #announcements = new Announcements(this);
  readonly #companions = new Companions(this, this.#wiring.context);
  readonly #tones = new RingTones(this);
  readonly #commands = createCommands(
    this,
    this.#controller,
    this.#ringMedia,
    this.#ui,
    this.#wiring.context,
    this.#wiring.announce,
    on => this.#popOut(on),
  );
  /** What the last render showed. */
  #shown: Context | undefined;
  /** What the browser can do, and may do in this document. */
  #abilities:
    | Pick<Context, 'isFullscreenPossible' | 'hasPictureInPictureWindow' | 'isScreenSharingPossible'>
    | undefined;
  #captions: Captions | undefined;
  #isTakingFiles = false;
  #options: Options = readOptions(this).options;
  /** Messages of the invalid attributes that were already reported. */
  #problems = new Set<string>();

  constructor() {
    super();
    this.addController(streamRelease);
    this.addEventListener('fullscreenchange', () => {
      this.#ui.set({isFullscreen: this.ownerDocument.fullscreenElement === this});
    });
  }

  /** The state of the call. */
  get state(): CallStatus {
    return this.#controller.facts.state;
  }

  /** Why the last call ended; null unless `state` is `ended`. */
  get endReason(): EndReason | null {
    return this.#controller.facts.endReason;
  }

  /** What the callee said when it declined the last call: one line of at most 200 characters; null if nothing. */
  get endText(): string | null {
    return this.#controller.facts.endText;
  }

  /** Everyone else in the room and in its lobby, as the broker lists them, from my lobby on; a new array after each change. */
  get members(): readonly RoomMember[] {
    return this.#controller.facts.members;
  }

  /**
   * The door of the room: whether it is locked, whether I am a host or have to be let in, and who knocks. A new object after each
   * change; null outside rooms.
   */
  get door(): Door | null {
    return this.#controller.facts.door;
  }

  /** Everyone else in the call; a new array after each change. */
  get participants(): readonly Participant[] {
    return this.#controller.facts.participants;
  }

  /** My own id, devices and shared screen. */
  get local(): LocalParticipant {
    return this.#controller.facts.local;
  }

  /** The loudest speaker; null while nobody speaks. */
  get activeSpeaker(): Participant | null {
    return this.#controller.facts.activeSpeaker;
  }

  /** All chat messages so far, including mine. */
  get messages(): readonly ChatMessage[] {
    return this.#controller.facts.messages;
  }

  /** The files that are being sent and received, and those that have been. */
  get transfers(): readonly FileTransfer[] {
    return this.#controller.facts.transfers;
  }

  /** The recorded steps of the connection, oldest first. */
  get trace(): readonly TraceEntry[] {
    return this.#controller.facts.trace;
  }

  /** The current problem that is being retried, such as an unreachable broker. */
  get error(): CallError | null {
    return this.#controller.facts.error;
  }

  /**
   * Joins the room of the `room` attribute. Resolves when I am in: if a host has to let me in, that may take a while, in which
   * `state` is `knocking` and hosts see my name and `text`, one line of at most 140 characters. Rejects with a CallError if the
   * broker or a host refuses (`not-admitted`), or if `leave()` is called first.
   */
  async join(options?: {readonly text?: string}): Promise<void> {
    await this.#controller.ask(call => {
      const {room} = this.#options;
      if (!room) throw new CallError('invalid-room', {detail: 'set the room attribute'});
      return call.join(room, options);
    });
  }

  /**
   * Leaves the call and releases everything: devices, connections, the broker's socket. Settles every promise that
   * is still waiting for a person or the broker.
   */
  leave(): void {
    this.#controller.leave();
  }

  /**
   * Calls a peer, by default the one in the `to` attribute. Resolves when the other side rings (or, for a plain PeerJS
   * page, answers). Rejects with a CallError that has the reason as its code if the call ends first: `busy`, `declined`, …
   */
  async call(peerId?: string): Promise<void> {
    await this.#controller.ask(call => call.call(peerId ?? this.#options.to ?? ''));
  }

  /**
   * Accepts the incoming call. Resolves when the caller has been notified. Rejects with a CallError: `wrong-state` if
   * there is no incoming call, the reason if the call ends first. `video` turns the camera on or off.
   */
  async accept(options?: {readonly video?: boolean}): Promise<void> {
    await this.#controller.ask(call => call.accept(options));
  }

  /**
   * Declines the incoming call. Another `<rtc-call>` shows the text, one line of at most 200 characters, to the caller.
   * Throws a CallError `wrong-state` if there is no incoming call.
   */
  decline(text?: string): void {
    this.#call().decline(text);
  }

  /** Ends the call and stays reachable under `peer-id`. */
  hangUp(): void {
    this.#controller.current?.hangUp();
  }

  /**
   * For hosts: locks or unlocks the room. Locking it turns the people in its lobby into people who knock. This and the next six
   * methods resolve when the broker has done it, and reject with a CallError: `not-a-host`; `host-not-allowed` if a host whom
   * nobody has appointed may not do this; `no-such-member`; `rate-limited`; `wrong-state` outside rooms.
   */
  async lockRoom(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.lockRoom(on));
  }

  /** For hosts: lets somebody in who knocks; without an id, all of them. Also rejects with `room-full`. */
  async admit(id?: string): Promise<void> {
    await this.#controller.ask(call => call.admit(id));
  }

  /** For hosts: sends somebody away who knocks; without an id, all of them. */
  async refuseEntry(id?: string): Promise<void> {
    await this.#controller.ask(call => call.refuseEntry(id));
  }

  /** For hosts: mutes a participant; without an id, everyone else. They may turn their microphones on again. */
  async muteParticipant(id?: string): Promise<void> {
    await this.#controller.ask(call => call.muteParticipant(id));
  }

  /** For hosts: stops the screen share of a participant, who may start a new one. */
  async stopShare(id: string): Promise<void> {
    await this.#controller.ask(call => call.stopShare(id));
  }

  /** For hosts: puts a participant out of the room, who can't come back. */
  async removeParticipant(id: string): Promise<void> {
    await this.#controller.ask(call => call.removeParticipant(id));
  }

  /** For hosts: ends the call for everyone. */
  async endForAll(): Promise<void> {
    await this.#controller.ask(call => call.endForAll());
  }

  /**
   * Checks with a participant that nobody is in between: both see seven emoji, in a dialog, and say whether they match. Resolves
   * when there are emoji to compare, or none because the check was cancelled; the result is `participant.verification`. Rejects
   * with a CallError: `not-connected`, `not-verifiable` (a plain PeerJS page, or a browser without certificates), `no-answer` or
   * `connection-lost`.
   */
  async verify(participantId: string): Promise<void> {
    const {of} = await verificationViews.load();
    await of(this, this.#wiring)!.verify(participantId);
  }

  /**
   * Says whether the emoji match, instead of the visitor. With `remember`, this browser keeps my key and theirs, and verifies this
   * person silently in later calls. Rejects with a CallError: `wrong-state` if there is nothing to compare; `not-supported` if this
   * browser can't keep keys: then the participant is verified, but not remembered.
   */
  async confirmVerification(
    participantId: string,
    answer: {readonly matches: boolean; readonly remember?: boolean},
  ): Promise<void> {
    await this.#controller.ask(call => call.confirmVerification(participantId, answer));
  }

  /** Ends a check without an answer. */
  cancelVerification(participantId: string): void {
    this.#controller.current?.cancelVerification(participantId);
  }

  /** Forgets everyone whom this browser remembers, my own keys included. Rejects with `not-supported` if it keeps no keys. */
  async forgetVerifications(): Promise<void> {
    await this.#controller.ask(call => call.forgetVerifications());
  }

  /** Turns the microphone on or off; without an argument, toggles it. */
  async toggleMicrophone(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.toggleMicrophone(on));
  }

  /** Turns the camera on or off; without an argument, toggles it. Off also turns off the camera's light. */
  async toggleCamera(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.toggleCamera(on));
  }

  /** Starts or stops screen sharing. Browsers allow starting only from a click or a key press. */
  async toggleScreenshare(on?: boolean): Promise<void> {
    await this.#controller.ask(call => call.toggleScreenshare(on));
  }

  /** Tries again, with one prompt, to open the devices that could not be opened. */
  async retryDevices(): Promise<void> {
    await this.#controller.ask(call => call.retryDevices());
  }

  /** Switches to another camera; the ids are in `local.devices`. */
  async setCameraDevice(deviceId: string): Promise<void> {
    await this.#controller.ask(call => call.setCameraDevice(deviceId));
  }

  /** Switches to another microphone; the ids are in `local.devices`. */
  async setMicrophoneDevice(deviceId: string): Promise<void> {
    await this.#controller.ask(call => call.setMicrophoneDevice(deviceId));
  }

  /** Plays audio on another speaker. Rejects with `not-supported` if the browser can't. */
  async setSpeakerDevice(deviceId: string): Promise<void> {
    await this.#controller.ask(call => call.setSpeakerDevice(deviceId));
  }

  /** Sends a chat message of at most 16,000 characters to everyone, or to one participant. Throws a CallError. */
  sendChatMessage(text: string, to?: string): ChatMessage {
    return this.#call().sendChatMessage(text, to);
  }

  /** Sends any JSON value of at most 16,000 characters to everyone, or to one participant. Throws a CallError. */
  sendAppMessage(data: unknown, to?: string): void {
    this.#call().sendAppMessage(data, to);
  }

  /**
   * Shows an emoji over my tile to everyone for a moment. Throws a CallError: `invalid-emoji` unless it is exactly one,
   * `not-connected` if nobody is there, `rate-limited` after ten in five seconds.
   */
  sendReaction(emoji: string): void {
    this.#call().sendReaction(emoji);
  }

  /** Raises or lowers my hand; without an argument, toggles it. Throws a CallError `wrong-state` outside a call. */
  raiseHand(on?: boolean): void {
    this.#call().raiseHand(on);
  }

  /**
   * Offers a file to everyone, or to one participant: one transfer per receiver. Rejects with a CallError: `not-connected`,
   * or `too-many-files` if 20 files are on offer already.
   */
  async sendFile(file: File, to?: string): Promise<readonly FileTransfer[]> {
    return this.#call().sendFile(file, to);
  }

  /**
   * Accepts a file that was offered by an `rtc-file` event. Rejects with the CallError `file-too-large` if this browser has
   * no space for it.
   */
  async acceptFile(id: string): Promise<void> {
    await this.#call().acceptFile(id);
  }

  /** Cancels or declines a file transfer. */
  async cancelFile(id: string): Promise<void> {
    await this.#call().cancelFile(id);
  }

  /** The id of the participant whose tile or screen is pinned; null if none is. */
  get pinnedId(): string | null {
    return this.#ui.state.pinnedId?.split(':')[0] ?? null;
  }

  /**
   * Keeps a participant's tile large, whoever speaks and in every layout, until it is unpinned with null, they leave, or the
   * call ends. Throws a CallError `not-connected` if they are not in the call.
   */
  pin(participantId: string | null): void {
    if (participantId !== null && !this.participants.some(({id}) => id === participantId))
      throw new CallError('not-connected', {detail: participantId});
    this.#commands.pin(participantId);
  }

  /**
   * Shows the call in a small window over all others, or brings it back; without an argument, toggles it. Chromium shows
   * the whole element, with its controls: it moves into that window, and a note takes its place in the page. Other browsers
   * show one video. Browsers allow opening it only from a click or a key press. Rejects with a CallError:
   * `picture-in-picture-refused`, `not-supported`, or `wrong-state` if there is no video to show.
   */
  async togglePictureInPicture(on?: boolean): Promise<void> {
    await this.#popOut(on);
  }

  /**
   * Shows what somebody says as text below the tiles: the last two lines of each of up to three people, for as long as they
   * take to read. An interim text (`isFinal: false`) is replaced by the next one of the same participant. Captions are not
   * announced to screen readers. Rejects with a CallError: `invalid-option`; `wrong-state` outside a call; `not-connected` if
   * nobody in the call has that id.
   */
  async addCaption(caption: Caption): Promise<void> {
    const {Captions, styles} = await captions.load();
    this.#captions ??= new Captions(this, this.#wiring.context);
    this.#styles?.add(styles);
    this.#captions.add(caption);
  }

  /** One record per participant: round-trip time, loss, bitrates, codec, resolution, path. At most about 2 s old. */
  async getStats(): Promise<readonly ParticipantStats[]> {
    return (await this.#controller.current?.getStats()) ?? [];
  }

  /** Tells browsers that support `moveBefore()` not to disconnect the element when it moves. The language may be another there. */
  connectedMoveCallback() {
    this.#language.hostConnected();
    this.requestUpdate();
  }

  override connectedCallback() {
    super.connectedCallback();
    this.#ui.recall();
    this.#renderAll();
  }

  /** Called when the element moves to another document, such as that of a picture-in-picture window, and when it returns. */
  adoptedCallback() {
    this.#styles?.adopt();
    this.#renderAll();
  }

  /** Renders also what has not changed: its videos were stopped, and its observers belong to another window. */
  #renderAll() {
    this.#abilities = undefined;
    this.#ui.set({});
  }

  protected override createRenderRoot() {
    const root = super.createRenderRoot() as ShadowRoot;
    this.#styles = new AdoptedStyles(root);
    this.#styles.add([tokens, base]);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>) {
    if (changed.size === 0) return;
    const {observedAttributes} = this.constructor as typeof RtcCall;
    const {options, problems} = readOptions(this, this.getAttributeNames(), observedAttributes);
    this.#options = options;
    if (changed.has('peerId')) this.#ui.recallMissed(options.peerId);
    if (changed.has('flow') && options.flow === 'page') this.#ui.set({panel: 'flow'});
    for (const error of problems) {
      if (this.#problems.has(error.message)) continue;
      console.warn(`<rtc-call> ${error.message}`);
      this.dispatchEvent(new CallErrorEvent({error}));
    }
    this.#problems = new Set(problems.map(({message}) => message));
    this.#controller.configure();
  }

  protected override render() {
    const context = (this.#shown = this.#context);
    return html`<div
      class="frame ${context.ui.settings.mirror === false ? 'as-others-see' : ''}"
      dir=${ifDefined(context.dir)}
      lang=${context.strings.tag}
    >
      ${this.#views.render(context)}
      ${this.#ui.state.isDragging ? html`<p class="drop" part="drop">${context.strings.dropFiles}</p>` : nothing}
      <div class="hidden announcements" role="log" aria-relevant="additions"></div>
    </div>`;
  }

  protected override updated() {
    const context = this.#shown!;
    this.#announcements.tell(this.renderRoot, context);
    for (const part of [this.#companions, this.#tones, this.#states]) part.update(context);
    if (views.loaded && !this.#isTakingFiles) this.#takeFiles(views.loaded);
  }

  #takeFiles({takeFiles}: ViewsModule) {
    this.#isTakingFiles = true;
    const onDragging = (isDragging: boolean) => this.#ui.set({isDragging});
    takeFiles(this, {context: this.#wiring.context, onDragging});
  }

  get #context(): Context {
    const {facts, isStarting} = this.#controller;
    const {local, door, participants} = facts;
    const ui = this.#ui.state;
    const {layout, panel, settings, lanUrl} = ui;
    const {lang, dir} = this.#language.of(chosenLanguage(settings) ?? this.#options.lang);
    const options = layout ? {...this.#options, layout} : this.#options;
    const abilities = (this.#abilities ??= {
      isFullscreenPossible: this.ownerDocument.fullscreenEnabled,
      hasPictureInPictureWindow: canOpenDocument(),
      isScreenSharingPossible: canShareScreen(),
    });
    const ownLink = () => views.loaded?.linkToShare(this.#options);
    const context: Context = {
      state: facts.state,
      endReason: facts.endReason,
      endText: facts.endText,
      participants,
      members: facts.members,
      door,
      doorUi: this.#extra(doorViews, isDoorSeen({door, ui})),
      verificationUi: this.#extra(verificationViews, isVerificationSeen({ui, participants}), lang),
      local,
      incoming: facts.incoming,
      outgoing: facts.outgoing,
      activeSpeaker: facts.activeSpeaker,
      error: facts.error,
      isOnline: facts.isOnline,
      isStarting: isStarting && !local.stream && !local.camera.error && !local.microphone.error,
      isAlone: participants.length === 0,
      isSpeakerView: isSpeakerView(
        participants.length,
        participants.some(({screen}) => screen),
        options.layout,
      ),
      lang,
      dir,
      options,
      problems: CALL_PROBLEMS,
      strings: stringsFor(lang),
      ui,
      commands: this.#commands,
      isPanelLoading: panel !== null && panels[panel].isLoading,
      nameOf: person => nameOfPerson(person, context),
      lanLink: () =>
        views.loaded?.isLocalLink(ownLink()) ? this.#views.renderPiece(lanLink, context) : nothing,
      missedCalls: () =>
        context.ui.missed.length > 0 ? this.#views.renderPiece(missedList, context) : nothing,
      captions: () => this.#captions?.render(context),
      permissionHelp: code => errorTexts.loaded?.permissionHelp(code, stringsFor(lang)) ?? '',
      soundMeter: (stream, place) => (stream && this.#views.use(meters)?.soundMeter(stream, place)) ?? null,
      callee: ui.lastPeer ?? this.#options.to,
      messages: facts.messages,
      trace: facts.trace,
      transfers: facts.transfers,
      isFullscreenPossible: abilities.isFullscreenPossible,
      hasPictureInPictureWindow: abilities.hasPictureInPictureWindow,
      isScreenSharingPossible: abilities.isScreenSharingPossible,
      link: () => views.loaded?.linkFrom(lanUrl, ownLink()),
    };
    return context;
  }

  /** A part of the interface that is loaded when there is something of it to see; it stays when there is no more. */
  #extra<T>(part: OnDemand<Extra<T>>, isSeen: boolean, lang?: string): T | undefined {
    const module = isSeen ? this.#views.use(part) : part.loaded;
    if (module) this.#styles?.add([module.styles]);
    return module?.of(this, this.#wiring, lang);
  }

  async #popOut(on?: boolean) {
    const onChange = (isInPictureInPicture: boolean) => this.#ui.set({isInPictureInPicture, menu: null});
    await popOut({host: this, strings: this.#context.strings, onChange}, on);
  }

  #call(): Call {
    const {current} = this.#controller;
    if (!current) throw new CallError('wrong-state', {detail: 'the call is not ready yet'});
    return current;
  }

  #onCallEvent(event: AnyCallEvent, isPrevented: boolean) {
    const panel = PANEL_EVENTS[event.type];
    if (panel === this.#ui.state.panel) {
      const {messages, trace, transfers} = this.#controller.facts;
      Object.assign(this.#shown!, {messages, trace, transfers});
      this.#views.redrawPanel();
    }
    // Nothing else tells of a step of the connection.
    else if (panel !== 'flow') {
      this.#ui.follow(event, isPrevented, this.#controller.facts);
      this.#announce(event);
    }
  }

  #announce(news: News) {
    this.#announcements.add(news);
    this.requestUpdate();
  }
}

export type RtcCallEventMap = CallEventMap;

declare global {
  interface HTMLElementTagNameMap {
    'rtc-call': RtcCall;
  }
  /** The events bubble, so elements, the document and the window receive them. */
  interface GlobalEventHandlersEventMap extends CallEventMap {}
}
