import {CallError, type Verification} from '@rtc-call/engine';
import {REMEMBERED} from '@rtc-call/engine/remembered';
import type {RtcCall} from '../../rtc-call.js';
import {verificationViews} from '../../verification/index.js';
import {click, part, until} from '../dom.js';
import {verification, type FakeCall} from '../fake-call.js';
import {inCall, joined, openPanel, type Scenes} from './scene.js';

const SEVEN = [2, 26, 45, 19, 40, 33, 50];

/** In a call with this many others, of the first of whom this is known. */
const knowing =
  (count: number, change: Partial<Verification>) => async (call: FakeCall, element: RtcCall) => {
    inCall(count, index => (index === 0 ? {verification: verification(change)} : {}))(call);
    await until(() => verificationViews.loaded);
    await element.updateComplete;
  };

/** The dialog about the first person, and what happens then. */
const checking =
  (then: (call: FakeCall, element: RtcCall) => unknown, isNative = true) =>
  async (call: FakeCall, element: RtcCall) => {
    inCall(1, () => ({isNative}))(call);
    const asking = element.verify('peer-0').catch(() => {});
    await until(() => part(element, 'verification')?.matches(':modal'));
    await then(call, element);
    await element.updateComplete;
    return () => void asking;
  };

const compare = (call: FakeCall) => call.setVerification('peer-0', {isComparing: true, emoji: SEVEN});

/** The check that a call is private. */
export const verificationScenes: Scenes = {
  'verify-asking': {attributes: joined, arrange: checking(() => {})},
  'verify-comparing': {attributes: joined, arrange: checking(compare)},
  'verify-comparing-again': {
    attributes: joined,
    arrange: checking(call => {
      call.setVerification('peer-0', {aborts: 3});
      compare(call);
    }),
  },
  'verify-waiting': {
    attributes: joined,
    arrange: checking(async (call, element) => {
      compare(call);
      await click(element, 'match-button');
    }),
  },
  'verify-matched': {
    attributes: joined,
    arrange: checking(async (call, element) => {
      compare(call);
      await until(() => part(element, 'remember-field'));
      part(element, 'remember-field')!.click();
      await click(element, 'match-button');
      call.setVerification('peer-0', {isMutual: true});
    }),
  },
  'verify-differs': {
    attributes: joined,
    arrange: checking(async (call, element) => {
      compare(call);
      await click(element, 'mismatch-button');
      await until(() => part(element, 'leave-button'));
    }),
  },
  'verify-interrupted': {
    attributes: joined,
    arrange: checking(async call => {
      compare(call);
      call.setVerification('peer-0', {isComparing: false, emoji: null, aborts: 3});
    }),
  },
  'verify-impossible': {
    attributes: joined,
    arrange: async (call, element) => {
      call.failing = {command: 'verify', error: new CallError('not-verifiable', {detail: 'peer-0'})};
      await checking(() => until(() => part(element, 'close-button')), false)(call, element);
    },
  },
  'verify-request': {attributes: joined, arrange: knowing(1, {isComparing: true, emoji: SEVEN})},
  'verify-changed': {attributes: joined, arrange: knowing(2, {state: 'changed'})},
  'verify-room': {attributes: joined, arrange: knowing(3, {state: 'verified', isRoomDifferent: true})},
  'verify-people': {
    attributes: joined,
    arrange: async (call, element) => {
      inCall(3, index => ({
        verification: verification(
          [{state: 'verified' as const, name: 'Ada Lovelace'}, {state: 'changed' as const}, {}][index]!,
        ),
      }))(call);
      await openPanel(element, 'people');
      await until(() => part(element, 'verify-button'));
      element.shadowRoot!.querySelector<HTMLDetailsElement>('[part=person-details]')!.open = true;
    },
  },
  'verify-settings': {
    attributes: joined,
    arrange: async (call, element) => {
      localStorage.setItem(REMEMBERED, '');
      inCall(1)(call);
      await openPanel(element, 'settings');
      const button = await until(() => part(element, 'forget-button'));
      button.scrollIntoView();
      return () => localStorage.removeItem(REMEMBERED);
    },
  },
};
