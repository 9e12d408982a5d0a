import type {Call, LocalDevice} from '@rtc-call/engine';
import {CallError} from '@rtc-call/engine/errors';
import {OnDemand} from '@rtc-call/engine/on-demand';
import type {CallController} from './call-controller.js';
import {rememberChoices} from './choices.js';
import type {Commands, Context, MenuName, PanelName} from './context.js';
import {failureOf} from './failure.js';
import {menus} from './menus/index.js';
import {panels} from './panels/index.js';
import type {RingMedia} from './ring-media.js';
import {addStrings, type Strings} from './strings/index.js';
import {tones} from './tones/index.js';
import type {UiStore} from './ui-state.js';

const flowGuide = new OnDemand('flow-guide', async () =>
  addStrings((await import('./strings/flow-guide.js')).flowGuideStrings),
);

/** Whether the visitor wants a device; a device that could not be opened doesn't tell. */
const isOn = ({error, isMuted, isInterrupted}: LocalDevice) =>
  error ? undefined : !isMuted || isInterrupted;

/** Connects the commands of the interface to the call and to the interface's own state. */
export function createCommands(
  host: HTMLElement,
  controller: CallController,
  ringMedia: RingMedia,
  ui: UiStore,
  context: () => Context,
  announce: (text: (strings: Strings) => string) => void,
  popOut: (on?: boolean) => Promise<void>,
): Commands {
  /** Runs a command on the call. The button is busy until it has finished; a failure is shown. */
  const ask = <T>(command: (call: Call) => Promise<T>) => void ui.runBusy(() => controller.ask(command));
  /** The same without a busy button. */
  const act: Commands['ask'] = command => ui.run(() => controller.ask(command));
  /** Loads what will probably be opened next. If that fails, opening it tries again. */
  const preload = (name: PanelName | MenuName) => {
    const part: OnDemand<unknown> = name in panels ? panels[name as PanelName] : menus;
    // The bar may show controls that come with it.
    if (!part.loaded)
      part.load().then(
        () => ui.set({}),
        () => {},
      );
  };
  /** Runs a command that switches a device; what the visitor chose in the lobby is remembered. */
  const switchDevice = async (command: (call: Call) => Promise<void>) => {
    const isDone = await act(command);
    const {state, local} = context();
    if (!isDone || state !== 'lobby') return;
    rememberChoices({microphone: isOn(local.microphone), camera: isOn(local.camera)});
  };
  return {
    runControl: control => control.run(context()),
    ask: act,
    join: text =>
      ask(async call => {
        const {room} = context().options;
        if (!room) throw new CallError('invalid-room');
        controller.configure();
        await call.join(room, text ? {text} : {});
      }),
    call: (peerId = context().callee) =>
      ask(async call => {
        if (!peerId) throw new CallError('invalid-id');
        controller.configure();
        await call.call(peerId);
      }),
    open: () => ask(call => call.open()),
    warmUp: () => {
      // The visitor hasn't called yet: if this fails, the call itself will report it.
      controller.current?.open().catch(() => {});
    },
    accept: options => ask(call => call.accept(options)),
    pressAccept: () => ringMedia.press(),
    showCaller: () => ui.set({isCallerShown: true}),
    decline: text => void ui.run(() => controller.current?.decline(text)),
    clearMissed: () => ui.clearMissed(),
    closeMissedNotice: () => ui.set({missedNow: null}),
    end: () =>
      void ui.run(() => (context().options.room ? controller.leave() : controller.current?.hangUp())),
    dismissNotices: () => ui.set({failure: null, isDeviceTroubleSeen: true, moderated: null}),
    shareFrom: lanUrl => ui.set({lanUrl}),
    dismissEnd: () => ui.set({isEndDismissed: true, failure: null}),
    toggleMicrophone: on => void switchDevice(call => call.toggleMicrophone(on)),
    toggleCamera: () => void switchDevice(call => call.toggleCamera()),
    toggleScreenshare: () => void act(call => call.toggleScreenshare()),
    sendReaction: emoji => void act(call => call.sendReaction(emoji)),
    raiseHand: () => void act(call => call.raiseHand()),
    setLayout: layout => ui.set({layout}),
    togglePictureInPicture: on => void ui.run(() => popOut(on)),
    setAutoPictureInPicture: on => ui.rememberAutoPictureInPicture(on),
    setSpeakingWhileMuted: isSpeakingWhileMuted => ui.set({isSpeakingWhileMuted}),
    retryDevices: () => void act(call => call.retryDevices()),
    closeLobbyNotice: seenInLobby => ui.set({seenInLobby}),
    setDevice: async (kind, id) => {
      const isDone = await act(call => {
        if (kind === 'videoinput') return call.setCameraDevice(id);
        if (kind === 'audioinput') return call.setMicrophoneDevice(id);
        return call.setSpeakerDevice(id);
      });
      const key = {videoinput: 'cameraId', audioinput: 'microphoneId', audiooutput: 'speakerId'} as const;
      if (isDone) rememberChoices({[key[kind]]: id});
    },
    changeSettings: change => {
      ui.rememberSettings(change);
      controller.configure();
    },
    testSpeaker: () =>
      // Without the tone there is nothing to hear, which is what is being tested.
      void tones.load().then(
        ({play}) => play('test', context().local.speakerId),
        () => {},
      ),
    inChat: command => ui.runInChat(() => controller.ask(command)),
    sendFiles: (files, failure = null) => {
      preload('chat');
      ui.set({panel: 'chat', unread: 0});
      void ui.runInChat(async () => {
        const to = ui.state.chatTo?.id;
        for (const file of files) await controller.ask(call => call.sendFile(file, to));
        if (failure) throw failure;
      });
    },
    chatWith: chatTo => {
      preload('chat');
      ui.set({chatTo, panel: 'chat', unread: 0});
    },
    keepDraft: draft => ui.keep({draft}),
    setName: name => ui.rememberName(name),
    togglePanel: panel => {
      preload(panel);
      const next = ui.state.panel === panel ? null : panel;
      ui.set({menu: null, panel: next, chatFailure: null, ...(next === 'chat' && {unread: 0})});
    },
    loadFlowGuide: () => {
      flowGuide.load().then(
        () => ui.set({}),
        (error: unknown) => ui.set({failure: failureOf(error, 'code-not-loaded')}),
      );
    },
    preload,
    closeMenu: menu => ui.state.menu === menu && ui.set({menu: null}),
    toggleMenu: menu => {
      const isOpening = ui.state.menu !== menu;
      ui.set({menu: isOpening ? menu : null});
      if (!isOpening || menus.loaded) return;
      void ui.run(() => menus.load()).then(isLoaded => ui.set(isLoaded ? {} : {menu: null}));
    },
    setBarCapacity: barCapacity => {
      if (barCapacity !== ui.state.barCapacity) ui.set({barCapacity});
    },
    tryAgain: () => {
      ui.set({failure: null});
      controller.start();
    },
    toggleFullscreen: (element = host) =>
      void ui.run(() => {
        const {fullscreenElement} = element.getRootNode() as Document | ShadowRoot;
        return fullscreenElement === element
          ? element.ownerDocument.exitFullscreen()
          : element.requestFullscreen();
      }),
    copyLink: () =>
      void ui.run(async () => {
        const link = context().link();
        if (link === undefined) return;
        await copyText(link, host);
        ui.confirmCopied();
        announce(strings => strings.linkCopied);
      }),
    copyText: text => ui.run(() => copyText(text, host)),
    getStats: async () => (await controller.current?.getStats().catch(() => null)) ?? [],
    setViewHeight: (participantId, height) => controller.current?.setViewHeight(participantId, height),
    setBox: box => ui.set({box}),
    keepSeats: seats => ui.keep({seats}),
    showPage: page => ui.set({page}),
    pin: pinnedId => ui.set({pinnedId}),
    setVolume: (id, volume) => ui.set({volumes: {...ui.state.volumes, [id]: volume}}),
    moveSelf: corner => ui.rememberCorner(corner),
    zoom: zoom => ui.set({zoom}),
    hideSelf: isSelfHidden => ui.set({isSelfHidden}),
    soundBlocked: () => ui.set({isSoundBlocked: true}),
    turnSoundOn: () => {
      ui.set({isSoundBlocked: false});
      for (const video of host.shadowRoot?.querySelectorAll<HTMLVideoElement>('video.remote') ?? []) {
        video.muted = false;
        video.play().catch(() => ui.set({isSoundBlocked: true}));
      }
    },
  };
}

/**
 * Copies text, also on pages without https, where `navigator.clipboard` doesn't exist, and in frames that may not use it.
 * The document that the element is in must be the one that has the focus.
 */
async function copyText(text: string, host: HTMLElement) {
  const {ownerDocument} = host;
  const {clipboard} = (ownerDocument.defaultView ?? window).navigator;
  try {
    if (clipboard) return await clipboard.writeText(text);
  } catch {
    // not allowed: the old way may be
  }
  const field = ownerDocument.createElement('textarea');
  field.value = text;
  field.readOnly = true;
  field.style.position = 'fixed';
  const focused = host.shadowRoot?.activeElement as HTMLElement | null;
  host.shadowRoot?.append(field);
  field.select();
  // Deprecated, but the only other way.
  const isCopied = ownerDocument.execCommand('copy');
  field.remove();
  focused?.focus();
  if (!isCopied) throw new CallError('not-supported');
}
