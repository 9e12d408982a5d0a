import {CallError, MissedCallEvent} from '@rtc-call/engine';
import type {RtcCall} from '../../rtc-call.js';
import {click, part, until} from '../dom.js';
import {brokenDevice, interruptedDevice, type FakeCall} from '../fake-call.js';
import {inCall, joined, me, member, person, type Scenes} from './scene.js';
import {desktop, portrait, withVoice} from './video.js';

/** Alone, on a broker that is at this address for other devices. */
const waitingOn = (url: string | null, name: string) => async (call: FakeCall, element: RtcCall) => {
  const fetch = window.fetch.bind(window);
  window.fetch = () => Promise.resolve(Response.json({url}));
  call.set({state: 'waiting', room: 'standup', local: me()});
  await until(() => part(element, name));
  return () => (window.fetch = fetch);
};

/** During a call. */
export const stage: Scenes = {
  'waiting-local-only': {
    attributes: {...joined, broker: '/broker-of-localhost'},
    arrange: waitingOn(null, 'local-only'),
  },
  'waiting-with-qr-code': {
    attributes: {...joined, broker: '/broker-with-an-address'},
    arrange: waitingOn('https://192.168.1.20:9443', 'qr-code'),
  },
  'sound-blocked': {
    attributes: joined,
    arrange: async (call, element) => {
      const play: unknown = Reflect.get(HTMLMediaElement.prototype, 'play');
      const undo = () => Object.assign(HTMLMediaElement.prototype, {play});
      HTMLMediaElement.prototype.play = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      inCall(2)(call);
      await until(() => part(element, 'sound-button'));
      return undo;
    },
  },
  'two-people-and-one-looking': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.set({members: [member(0), member(1, false)]});
    },
  },
  'waiting-and-three-looking': {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'waiting',
        room: 'standup',
        local: me(),
        members: [member(0, false), member(1, false), member(2, false)],
      }),
  },
  joining: {attributes: joined, arrange: call => call.set({state: 'connecting', local: me()})},
  'joining-unreachable': {
    attributes: joined,
    arrange: call => call.set({state: 'connecting', local: me(), error: new CallError('broker-unreachable')}),
  },
  waiting: {attributes: joined, arrange: call => call.set({state: 'waiting', room: 'standup', local: me()})},
  'waiting-camera-off': {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'waiting',
        room: 'standup',
        local: me({stream: null, camera: brokenDevice('device-not-found')}),
      }),
  },
  'two-people-and-a-missed-call': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.dispatchEvent(
        new MissedCallEvent({peerId: 'grace', displayName: 'Grace Hopper', time: Date.now()}),
      );
    },
  },
  connecting: {
    attributes: joined,
    arrange: call =>
      call.set({
        state: 'connecting',
        local: me(),
        participants: [person(0, {status: 'connecting', isCameraMuted: true})],
      }),
  },
  'two-people': {attributes: joined, arrange: inCall(1)},
  'two-people-self-start': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      for (let count = 0; count < 3; count += 1) {
        await click(element, 'move-button');
      }
    },
  },
  'two-people-self-hidden': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(1)(call);
      await click(element, 'hide-button');
    },
  },
  'two-people-camera-off': {
    attributes: joined,
    arrange: inCall(1, () => ({isCameraMuted: true, isMicrophoneMuted: true})),
  },
  'two-people-reconnecting': {
    attributes: joined,
    arrange: inCall(1, () => ({status: 'reconnecting', quality: 'lost'})),
  },
  'three-people': {attributes: joined, arrange: inCall(2, index => ({isSpeaking: index === 0}))},
  'five-people': {
    attributes: joined,
    arrange: inCall(4, index => ({
      isSpeaking: index === 1,
      isMicrophoneMuted: index === 2,
      isCameraMuted: index === 3,
      quality: index === 0 ? 'poor' : 'good',
    })),
  },
  'nine-people': {attributes: joined, arrange: inCall(8)},
  'sixteen-people': {attributes: joined, arrange: inCall(15, index => ({isCameraMuted: index % 5 === 2}))},
  'twenty-five-people': {
    attributes: joined,
    arrange: inCall(24, index => ({
      isCameraMuted: index % 4 === 1,
      isMicrophoneMuted: index % 3 === 0,
      isSpeaking: index === 6,
      quality: (['good', 'fair', 'poor', 'lost'] as const)[index % 4]!,
    })),
  },
  'twelve-people': {attributes: joined, arrange: inCall(11)},
  'microphone-interrupted': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.setLocal({microphone: interruptedDevice});
    },
  },
  'five-people-weak-network': {
    attributes: joined,
    arrange: inCall(4, index => ({isVideoPaused: index > 1, quality: index > 1 ? 'poor' : 'good'})),
  },
  'speaker-layout': {
    attributes: {...joined, layout: 'speaker'},
    arrange: inCall(4, index => ({isSpeaking: index === 0})),
  },
  screenshare: {attributes: joined, arrange: inCall(3, index => (index === 1 ? {screen: desktop()} : {}))},
  'screenshare-sixteen-people': {
    attributes: joined,
    arrange: inCall(15, index => (index === 1 ? {screen: desktop()} : {})),
  },
  'screenshare-zoomed': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2, index => (index === 1 ? {screen: desktop()} : {}))(call);
      await click(element, 'zoom-in-button');
      await click(element, 'zoom-in-button');
      part(element, 'fit-button')?.focus({focusVisible: true} as FocusOptions);
    },
  },
  'two-people-screenshare': {attributes: joined, arrange: inCall(1, () => ({screen: desktop()}))},
  'sharing-mine': {
    attributes: joined,
    arrange: call => {
      inCall(2)(call);
      call.setLocal({screen: desktop()});
    },
  },
  captions: {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(2)(call);
      const say = (index: number, text: string, isFinal = true) =>
        element.addCaption({participantId: `peer-${index}`, text, isFinal, lang: 'en'});
      await say(
        0,
        'We moved the release to Thursday, because the translations of the last part came in late.',
      );
      await say(1, 'That works for me.');
      await say(1, 'Could somebody tell the people who', false);
      await until(() => part(element, 'captions'));
    },
  },
  'broker-away': {
    attributes: joined,
    arrange: call => {
      inCall(1)(call);
      call.set({error: new CallError('broker-unreachable')});
    },
  },
  'speaking-while-muted': {
    attributes: joined,
    arrange: call => {
      const microphone = {isMuted: true, isInterrupted: false, deviceId: null, error: null};
      inCall(1)(call);
      call.setLocal({microphone, stream: withVoice(portrait(5))});
    },
  },
  'chosen-controls': {
    attributes: {...joined, controls: 'microphone camera reactions layout fullscreen leave'},
    arrange: inCall(1),
  },
};
