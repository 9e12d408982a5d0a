import {expect} from '@open-wc/testing';
import {sendKeys} from '@web/test-runner-commands';
import {CallError} from '@rtc-call/engine';
import {REMEMBERED} from '@rtc-call/engine/remembered';
import {menus} from './menus/index.js';
import {registerStrings} from './strings/index.js';
import {localWith, participant, verification} from './testing/fake-call.js';
import {click, expectAccessible, mount, part, parts, settle, text, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const SEVEN = [0, 1, 2, 26, 45, 19, 63];
const NAMES = ['Dog', 'Cat', 'Lion', 'Corn', 'Scissors', 'Globe', 'Pin'];

const ada = (change = {}) => participant({id: 'ada', displayName: 'Ada', ...change});

async function inCall(people = [ada()]) {
  const mounted = await mount({room: 'standup', prejoin: 'off'});
  const {element, call} = mounted;
  await until(() => element.state === 'waiting');
  call.set({state: 'connected', local: localWith(), participants: people});
  await until(() => parts(element, 'tile').length === people.length + 1);
  call.asked.length = 0;
  return mounted;
}

const dialog = (element: RtcCall) => part(element, 'verification') as HTMLDialogElement | null;
const isOpen = (element: RtcCall) => dialog(element)?.matches(':modal') ?? false;
const says = (element: RtcCall, words: string) =>
  until(() => isOpen(element) && dialog(element)!.innerText.replace(/\s+/g, ' ').includes(words));
const focusedParts = (element: RtcCall) =>
  element.shadowRoot!.activeElement?.getAttribute('part')?.split(' ') ?? [];
const lands = (element: RtcCall, name: string) => until(() => focusedParts(element).includes(name));
const announced = (element: RtcCall) =>
  [...element.shadowRoot!.querySelectorAll('.announcements > p')].map(line => line.textContent);

/** Opens the row of the first person in the list of people. */
async function openRow(element: RtcCall) {
  await click(element, 'control-people');
  const row = (await until(() => part(element, 'person-details'))) as HTMLDetailsElement;
  row.open = true;
  return until(() => part(element, 'verify-button'));
}

/** In the middle of a check that I began. */
async function comparing() {
  const mounted = await inCall();
  (await openRow(mounted.element)).click();
  await says(mounted.element, 'Waiting for Ada');
  mounted.call.setVerification('ada', {emoji: SEVEN});
  await says(mounted.element, 'Compare the emoji aloud with Ada, never in the chat.');
  return mounted;
}

describe('The check that a call is private in <rtc-call>', () => {
  afterEach(() => {
    unmount();
    localStorage.removeItem(REMEMBERED);
  });

  describe('in its dialog', () => {
    it('shows seven emoji, whose names are a list in their order', async () => {
      const {element, call} = await comparing();
      expect(call.asked).to.deep.equal(['verify ada']);
      const list = part(element, 'verification-emoji')!;
      expect(list.getAttribute('aria-label')).to.equal('Emoji to compare');
      const items = [...list.children] as HTMLElement[];
      expect(items.map(({lastElementChild}) => lastElementChild!.textContent)).to.deep.equal(NAMES);
      for (const {firstElementChild} of items) expect(firstElementChild!.ariaHidden).to.equal('true');
      await expectAccessible(element);
    });

    it('is used by the keyboard: Tab stays inside, Escape cancels, and the focus returns', async () => {
      const {element, call} = await inCall();
      (await openRow(element)).focus();
      await sendKeys({press: 'Enter'});
      await says(element, 'Waiting for Ada');
      // On the heading: a key too many must not be an answer.
      await lands(element, 'title');
      call.setVerification('ada', {emoji: SEVEN});
      await until(() => part(element, 'match-button'));
      for (const name of ['remember-field', 'match-button', 'mismatch-button']) {
        await sendKeys({press: 'Tab'});
        expect(focusedParts(element)).to.include(name);
      }
      // The keys of the call don't work here, not even those of its panels.
      await sendKeys({press: 'l'});
      await sendKeys({press: 'c'});
      await sendKeys({press: 'Escape'});
      await until(() => !isOpen(element));
      await lands(element, 'verify-button');
      await until(() => call.asked.length === 2);
      expect(call.asked).to.deep.equal(['verify ada', 'cancelVerification ada']);
      expect(part(element, 'panel-people')).not.to.equal(null);
    });

    it('says that the call is private when both have confirmed, with a mark from then on', async () => {
      const {element, call} = await comparing();
      await click(element, 'match-button');
      await says(element, 'Waiting for Ada to say so, too.');
      expect(dialog(element)!.querySelector('[role=status]')).not.to.equal(null);
      await expectAccessible(element);
      call.setVerification('ada', {isMutual: true});
      await says(element, 'Your call with Ada is private');
      expect(call.asked.at(-1)).to.equal('confirmVerification ada true');
      await expectAccessible(element);
      await click(element, 'close-button');
      await until(() => !isOpen(element));
      // On the tile, and in the list of people.
      const marks = parts(element, 'verified').map(({role, ariaLabel}) => [role, ariaLabel]);
      expect(marks).to.deep.equal([
        ['img', 'Verified'],
        ['img', 'Verified'],
      ]);
      await expectAccessible(element);
    });

    it('remembers only whom the visitor wants to be remembered', async () => {
      const {element, call} = await comparing();
      const field = part(element, 'remember-field') as HTMLInputElement;
      expect(field.checked).to.equal(false);
      field.click();
      await click(element, 'match-button');
      await says(element, 'This browser remembers Ada.');
      expect(call.asked.at(-1)).to.equal('confirmVerification ada true remember');
    });

    it('says it if this browser can’t keep keys, and that the person is verified nevertheless', async () => {
      const {element, call} = await comparing();
      call.failing = {command: 'confirmVerification', error: new CallError('not-supported')};
      part(element, 'remember-field')!.click();
      await click(element, 'match-button');
      await says(element, 'This browser can’t keep keys');
      await says(element, 'Your call with Ada is private');
    });

    it('warns if the emoji differ, and keeps the warning when the person leaves', async () => {
      const {element, call} = await comparing();
      await click(element, 'mismatch-button');
      await says(element, 'The emoji don’t match');
      await says(element, 'Say nothing confidential, leave the call, and reach Ada in another way.');
      expect(dialog(element)!.querySelector('[role=alert]')).not.to.equal(null);
      expect(part(element, 'unverified')!.ariaLabel).to.equal('Emoji didn’t match');
      await expectAccessible(element);
      call.set({participants: [participant({id: 'ben'})]});
      await settle(element);
      await says(element, 'The emoji don’t match');
      await click(element, 'leave-button');
      await until(() => call.asked.includes('leave'));
      await until(() => !isOpen(element));
    });

    it('says that it was interrupted, how often, and can be tried again', async () => {
      const {element, call} = await comparing();
      call.setVerification('ada', {isComparing: false, emoji: null, aborts: 3});
      await says(element, 'The check was interrupted');
      await says(element, 'The check was interrupted 3 times in a row.');
      await expectAccessible(element);
      await click(element, 'again-button');
      await says(element, 'Waiting for Ada');
      expect(call.asked).to.deep.equal(['verify ada', 'verify ada']);
    });

    for (const [code, words] of [
      ['no-answer', 'No answer from Ada'],
      ['not-verifiable', 'The call with Ada can’t be checked'],
      ['connection-lost', 'The check was interrupted'],
    ] as const)
      it(`says “${words}” for ${code}, with the error for whoever can fix it`, async () => {
        const {element, call} = await inCall();
        const error = new CallError(code);
        call.failing = {command: 'verify', error};
        (await openRow(element)).click();
        await says(element, words);
        await says(element, `${code}: ${error.hint}`);
        expect(part(element, 'notice')).to.equal(null);
        await expectAccessible(element);
      });

    it('says that the person has left, and closes with the call', async () => {
      const {element, call} = await comparing();
      call.set({participants: []});
      await says(element, 'Ada left.');
      expect(part(element, 'match-button')).to.equal(null);
      call.end('hung-up');
      await until(() => part(element, 'ended') && !isOpen(element));
      call.set({state: 'connected', endReason: null, participants: [ada()]});
      await until(() => part(element, 'stage'));
      expect(isOpen(element)).to.equal(false);
    });

    it('waits while nobody answers', async () => {
      const {element} = await inCall();
      const asking = element.verify('ada');
      await says(element, 'Waiting for Ada');
      await lands(element, 'title');
      await expectAccessible(element);
      await click(element, 'cancel-button');
      await asking;
      await until(() => !isOpen(element));
    });

    it('is in the visitor’s language, with the names of the emoji', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off', lang: 'de'});
      await until(() => element.state === 'waiting');
      call.set({state: 'connected', local: localWith(), participants: [ada()]});
      void element.verify('ada');
      await says(element, 'Warten auf Ada');
      call.setVerification('ada', {emoji: SEVEN});
      await says(element, 'Hund');
      await says(element, 'Stecknadel');
    });
  });

  describe('outside its dialog', () => {
    it('tells me that somebody wants to check, politely, and opens when I want', async () => {
      const {element, call} = await inCall();
      call.setVerification('ada', {isComparing: true});
      const notice = await until(() => part(element, 'verification-notice'));
      expect(notice.innerText).to.include('Ada wants to check that the call is private');
      expect(notice.role).to.equal(null);
      await until(() => announced(element).includes('Ada wants to check that the call is private'));
      expect(isOpen(element)).to.equal(false);
      await expectAccessible(element);
      call.setVerification('ada', {emoji: SEVEN});
      await click(element, 'compare-button');
      await says(element, 'Compare the emoji aloud with Ada');
      expect(part(element, 'verification-notice')).to.equal(null);
      await click(element, 'match-button');
      await until(() => call.asked.includes('confirmVerification ada true'));
      expect(call.asked).not.to.include('verify ada');
    });

    it('lets me refuse', async () => {
      const {element, call} = await inCall();
      call.setVerification('ada', {isComparing: true});
      await until(() => part(element, 'verification-notice'));
      await click(element, 'refuse-button');
      await until(() => !part(element, 'verification-notice'));
      expect(call.asked).to.deep.equal(['cancelVerification ada']);
      // Another request is another notice.
      call.setVerification('ada', {isComparing: true});
      await until(() => part(element, 'verification-notice'));
    });

    it('marks a person who was recognized, without a word', async () => {
      const {element} = await inCall([
        ada({verification: verification({state: 'verified', name: 'Ada', isRemembered: true})}),
        participant({
          id: 'ben',
          displayName: 'Bob',
          verification: verification({state: 'verified', name: 'Ben'}),
        }),
      ]);
      await until(() => parts(element, 'verified').length === 2);
      const marks = parts(element, 'verified').map(({ariaLabel}) => ariaLabel);
      expect(marks).to.deep.equal(['Verified', 'Verified as Ben']);
      expect(part(element, 'notice')).to.equal(null);
      expect(isOpen(element)).to.equal(false);
    });

    it('says once that a person has another key, and never that this proves an attack', async () => {
      const {element, call} = await inCall([ada({verification: verification({state: 'changed'})})]);
      const notice = await until(() => part(element, 'verification-notice'));
      expect(notice.role).to.equal('alert');
      expect(notice.innerText).to.include(
        'They now use another device or browser, have cleared its data, or this is somebody else.',
      );
      expect(part(element, 'unverified')!.ariaLabel).to.equal('On a device that isn’t verified');
      await expectAccessible(element);
      notice.querySelector<HTMLElement>('[aria-label=Close]')!.click();
      await until(() => !part(element, 'verification-notice'));
      // The connection broke, and the new one has the same key.
      call.setVerification('ada', {state: 'none'});
      await settle(element);
      call.setVerification('ada', {state: 'changed'});
      await until(() => part(element, 'unverified'));
      expect(part(element, 'verification-notice')).to.equal(null);
    });

    it('offers to check a changed key again', async () => {
      const {element, call} = await inCall([ada({verification: verification({state: 'changed'})})]);
      await click(element, 'compare-button');
      await says(element, 'Waiting for Ada');
      expect(call.asked).to.deep.equal(['verify ada']);
    });

    it('says that a verified person sees other people in the room', async () => {
      const {element} = await inCall([
        ada({verification: verification({state: 'verified', isRoomDifferent: true})}),
      ]);
      const notice = await until(() => part(element, 'verification-notice'));
      expect(notice.role).to.equal('alert');
      expect(notice.innerText).to.include('Ada sees a different list of people in the room.');
      await click(element, 'show-button');
      await until(() => part(element, 'panel-people'));
    });

    it('warns if the other side says that the emoji differ, and of attempts that somebody breaks off', async () => {
      const {element, call} = await inCall();
      call.setVerification('ada', {state: 'mismatch'});
      const notice = await until(() => part(element, 'verification-notice'));
      expect(notice.role).to.equal('alert');
      expect(notice.innerText).to.include('The emoji don’t match');
      expect(part(element, 'leave-button')).not.to.equal(null);
      await expectAccessible(element);
      call.setVerification('ada', {state: 'none', aborts: 3});
      await until(() => text(element).includes('The check was interrupted 3 times in a row.'));
    });

    it('is a line in the menu of a tile, which gets the focus back', async () => {
      const {element, call} = await inCall();
      call.setDoor({role: 'host'});
      await Promise.all([menus.load(), until(() => part(element, 'host-button'))]);
      part(element, 'host-button')!.focus();
      await click(element, 'host-button');
      await click(element, 'verify-button');
      await says(element, 'Waiting for Ada');
      await sendKeys({press: 'Escape'});
      await until(() => !isOpen(element));
      await lands(element, 'host-button');
    });

    it('forgets everyone on request, and offers that only if somebody is remembered', async () => {
      localStorage.setItem(REMEMBERED, '');
      const {element, call} = await inCall();
      await click(element, 'control-settings');
      const button = await until(() => part(element, 'forget-button'));
      expect(button.innerText).to.equal('Forget verified people');
      await expectAccessible(element);
      call.forgetVerifications = async () => {
        call.asked.push('forgetVerifications');
        localStorage.removeItem(REMEMBERED);
      };
      await click(element, 'forget-button');
      await until(() => text(element).includes('This browser remembers nobody.'));
      expect(part(element, 'forget-button')).to.equal(null);
      expect(call.asked).to.include('forgetVerifications');
      await click(element, 'control-close');
      await click(element, 'control-settings');
      await until(() => part(element, 'panel-settings'));
      expect(text(element)).not.to.include('remembers nobody');
    });

    it('has the methods and the event of the engine', async () => {
      const {element, call} = await inCall();
      const states: unknown[] = [];
      element.addEventListener('rtc-verification-changed', event =>
        states.push(event.participant.verification?.state),
      );
      await element.confirmVerification('ada', {matches: true});
      expect(states).to.deep.equal(['verified']);
      element.cancelVerification('ada');
      await element.forgetVerifications();
      expect(call.asked).to.deep.equal([
        'confirmVerification ada true',
        'cancelVerification ada',
        'forgetVerifications',
      ]);
      const error = await element.verify('nobody').catch((cause: unknown) => cause as CallError);
      expect(error!.code).to.equal('not-connected');
      expect(isOpen(element)).to.equal(false);
    });

    it('shows the texts that a page changes', async () => {
      registerStrings('xv', {wantsToVerify: name => `${name}: private?`});
      const {element, call} = await mount({room: 'standup', prejoin: 'off', lang: 'xv'});
      await until(() => element.state === 'waiting');
      call.set({state: 'connected', local: localWith(), participants: [ada()]});
      call.setVerification('ada', {isComparing: true});
      await until(() => text(element).includes('Ada: private?'));
    });
  });
});
