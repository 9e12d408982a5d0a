import {expect} from '@open-wc/testing';
import {CallError, type Door, type Knock} from '@rtc-call/engine';
import {doorViews} from './door/index.js';
import {menus} from './menus/index.js';
import {knocks, localWith, participant} from './testing/fake-call.js';
import {click, expectAccessible, mount, part, parts, settle, text, unmount, until} from './testing/mount.js';
import {tones} from './tones/index.js';

const people = [
  participant({id: 'ada', displayName: 'Ada', screen: new MediaStream()}),
  participant({id: 'ben', displayName: 'Ben', isHost: true, isMicrophoneMuted: true}),
];

/** In a call with Ada and Ben, who is a host as well. */
async function inCall(door: Partial<Door>, attributes: Readonly<Record<string, string>> = {}) {
  const {element, call} = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => element.state === 'waiting');
  call.set({state: 'connected', local: localWith(), participants: people});
  call.setDoor(door);
  await until(() => doorViews.loaded);
  await Promise.all([menus.load(), settle(element)]);
  call.asked.length = 0;
  return {element, call};
}

const hosting = (door: Partial<Door> = {}) => inCall({role: 'host', ...door}, {silent: ''});

async function outside() {
  const {element, call} = await mount({room: 'standup'});
  await until(() => element.state === 'lobby');
  call.set({local: localWith()});
  call.setDoor({isKnockRequired: true});
  await until(() => part(element, 'door-closed'));
  return {element, call};
}

type Mounted = Awaited<ReturnType<typeof mount>>;

const announced = ({element}: Pick<Mounted, 'element'>) =>
  [...element.shadowRoot!.querySelectorAll('.announcements > p')].map(line => line.textContent);

/** Commands reach the call in a later microtask. */
const asks = async ({asked}: Mounted['call'], wanted: readonly string[]) => {
  await until(() => asked.length >= wanted.length);
  expect(asked).to.deep.equal(wanted);
};

const focused = ({element}: Pick<Mounted, 'element'>) => element.shadowRoot!.activeElement;

describe('The door of a room in <rtc-call>', () => {
  afterEach(unmount);

  describe('for those outside', () => {
    it('is a sentence, a line of text, and another word on the button', async () => {
      const {element, call} = await outside();
      expect(text(element)).to.include('Somebody in the call has to let you in.');
      expect(part(element, 'join-button')!.textContent.trim()).to.equal('Ask to join');
      await expectAccessible(element);
      const field = part(element, 'knock-field') as HTMLInputElement;
      expect(field.maxLength).to.equal(140);
      field.value = 'I’m the new designer';
      field.dispatchEvent(new InputEvent('input'));
      await click(element, 'join-button');
      await until(() => element.state === 'knocking');
      expect(call.asked).to.include('join standup: I’m the new designer');
    });

    it('says that I wait, with the focus on the button that ends it', async () => {
      const {element} = await outside();
      part(element, 'join-button')!.focus();
      await click(element, 'join-button');
      await until(() => text(element).includes('Waiting to be let in'));
      expect(text(element)).to.include('You’ll join as soon as somebody lets you in.');
      await until(() => focused({element}) === part(element, 'cancel-button'));
      await until(() => announced({element}).includes('Waiting to be let in'));
      expect(element.matches(':state(knocking)')).to.equal(true);
      expect(part(element, 'knock-field')).to.equal(null);
      await expectAccessible(element);
    });

    it('lets me stop waiting, and ask again with the same text', async () => {
      const {element, call} = await outside();
      await click(element, 'join-button');
      await click(element, 'cancel-button');
      await until(() => element.state === 'lobby' && part(element, 'join-button'));
      expect(call.asked.slice(-2)).to.deep.equal(['leave', 'preview standup']);
      expect(text(element)).not.to.match(/network|connection/i);
    });

    it('opens the stage when I am let in', async () => {
      const {element, call} = await outside();
      await click(element, 'join-button');
      await until(() => element.state === 'knocking');
      call.answerKnock(true);
      await until(() => part(element, 'stage'));
    });

    it('says on the card of a page without a lobby that I wait', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off'});
      call.set({state: 'knocking'});
      call.setDoor({isKnockRequired: true});
      await until(() => text(element).includes('Waiting to be let in'));
      expect(part(element, 'cancel-button')).not.to.equal(null);
      await expectAccessible(element);
    });
  });

  describe('after a call', () => {
    for (const [reason, title, again] of [
      ['not-admitted', 'You weren’t let in', 'Try again'],
      ['removed', 'You were removed from the call', undefined],
      ['ended-by-host', 'The call was ended for everyone', 'Rejoin'],
    ] as const)
      it(`says “${title}”, and never blames the network`, async () => {
        const {element, call} = await inCall({isLocked: true});
        call.end(reason);
        await until(() => part(element, 'ended'));
        expect(part(element, 'title')!.textContent).to.equal(title);
        expect(text(element)).not.to.match(/network|connection/i);
        expect(part(element, 'again-button')?.textContent.trim()).to.equal(again);
        await until(() => announced({element}).includes(title));
        await expectAccessible(element);
      });
  });

  describe('for hosts', () => {
    it('shows one who knocks in a notice, who can be let in or declined', async () => {
      const {element, call} = await hosting({knocks: [{id: 'cleo', displayName: 'Cleo', text: 'It’s me'}]});
      const notice = await until(() => part(element, 'knock-notice'));
      expect(notice.textContent.replace(/\s+/g, ' ').trim()).to.equal(
        'Cleo wants to join It’s me AdmitDecline',
      );
      await expectAccessible(element);
      await click(element, 'admit-button');
      await click(element, 'refuse-button');
      await asks(call, ['admit cleo', 'refuseEntry cleo']);
      call.setDoor({knocks: []});
      await until(() => !part(element, 'knock-notice'));
    });

    it('shows several in one notice, which leads to their list', async () => {
      const {element, call} = await hosting({knocks: knocks('Ada', 'Ben', 'Cleo', 'Dan')});
      await until(() => text(element).includes('Ada, Ben, and 2 others want to join'));
      await click(element, 'admit-button');
      await asks(call, ['admit']);
      await click(element, 'show-button');
      await until(() => part(element, 'knocks'));
      expect(part(element, 'knock-notice')).to.equal(null);
    });

    it('keeps a closed notice closed until somebody else knocks', async () => {
      const {element, call} = await hosting({knocks: knocks('Ada')});
      const notice = await until(() => part(element, 'knock-notice'));
      notice.querySelector<HTMLElement>('[aria-label=Close]')!.click();
      await until(() => !part(element, 'knock-notice'));
      call.setDoor({knocks: knocks('Ada', 'Ben')});
      await until(() => text(element).includes('Ben wants to join'));
    });

    it('counts them on the control of the people panel', async () => {
      const {element} = await hosting({knocks: knocks('Ada', 'Ben'), knockCount: 60});
      const control = part(element, 'control-people')!;
      await until(() => control.querySelector('[part=badge]')?.textContent === '60');
      expect(control.getAttribute('aria-label')).to.equal('People, Waiting to join: 60');
    });

    it('lists them in the panel, at most 50, and counts the others', async () => {
      const many = Array.from({length: 50}, (_, index) => `Guest ${index}`);
      const {element, call} = await hosting({knocks: knocks(...many), knockCount: 60});
      await click(element, 'control-people');
      await until(() => parts(element, 'knock').length === 50);
      expect(part(element, 'knocks')!.textContent).to.include('+ 10 others');
      await expectAccessible(element);
      await click(element, 'admit-all-button');
      const [first] = parts(element, 'knock');
      first!.querySelector<HTMLElement>('[part=admit-button]')!.click();
      first!.querySelector<HTMLElement>('[part~=refuse-button]')!.click();
      await asks(call, ['admit', 'admit knock-0', 'refuseEntry knock-0']);
    });

    it('locks the room with a switch that shows what the broker says', async () => {
      const {element, call} = await hosting();
      await click(element, 'control-people');
      const lock = (await until(() => part(element, 'lock-switch'))) as HTMLInputElement;
      lock.click();
      await asks(call, ['lockRoom true']);
      expect(lock.checked).to.equal(false);
      call.setDoor({isLocked: true});
      await until(() => lock.checked);
      await until(() => announced({element}).includes('The room is locked'));
      expect(part(element, 'control-people')!.getAttribute('aria-label')).to.equal(
        'People, The room is locked',
      );
      lock.click();
      await asks(call, ['lockRoom true', 'lockRoom false']);
      call.setDoor({isLocked: false});
      await until(() => announced({element}).includes('The room is no longer locked'));
    });

    it('mutes everyone or one, stops a share, and removes after a question', async () => {
      const {element, call} = await hosting();
      await click(element, 'control-people');
      await click(element, 'mute-all-button');
      for (const details of parts(element, 'person-details')) (details as HTMLDetailsElement).open = true;
      await expectAccessible(element);
      const actions = parts(element, 'person-details').map(details =>
        [...details.querySelectorAll('.mute-button, .stop-share-button, .remove-button')].map(one =>
          one.textContent.trim(),
        ),
      );
      // Nobody may remove a host.
      expect(actions).to.deep.equal([['Mute', 'Stop sharing', 'Remove'], ['Mute']]);
      await click(element, 'mute-button');
      await click(element, 'stop-share-button');
      const remove = part(element, 'remove-button')!;
      remove.focus();
      await click(element, 'remove-button');
      const question = await until(() => part(element, 'menu-confirm'));
      expect(question.textContent).to.include('Remove Ada from the call?');
      await expectAccessible(element, 'menu-confirm');
      question.querySelector<HTMLElement>("[part~='cancel-button']")!.click();
      await until(() => !part(element, 'menu-confirm'));
      await until(() => focused({element}) === remove);
      await asks(call, ['muteParticipant', 'muteParticipant ada', 'stopShare ada']);
      remove.click();
      (await until(() => part(element, 'menu-confirm')))
        .querySelector<HTMLElement>("[part~='remove-button']")!
        .click();
      await until(() => call.asked.includes('removeParticipant ada'));
    });

    it('does the same in the menu of a tile, by keyboard', async () => {
      const {element, call} = await hosting();
      const opener = await until(() => part(element, 'host-button'));
      expect(opener.getAttribute('aria-label')).to.equal('More options: Ada');
      opener.focus();
      opener.click();
      const menu = await until(() => part(element, 'menu-person'));
      await until(() => part(element, 'verify-button'));
      const items = [...menu.querySelectorAll<HTMLElement>('[role=menuitem]')];
      expect(items.map(item => item.textContent.trim())).to.deep.equal([
        'Mute',
        'Stop sharing',
        'Remove',
        'Check privacy',
      ]);
      await expectAccessible(element, 'menu-person');
      await until(() => focused({element}) === items[0]);
      const press = (target: Element, key: string) =>
        target.dispatchEvent(new KeyboardEvent('keydown', {key, bubbles: true, composed: true}));
      press(items[0]!, 'ArrowDown');
      expect(focused({element})).to.equal(items[1]);
      press(items[1]!, 'Escape');
      await until(() => !part(element, 'menu-person'));
      await until(() => focused({element}) === opener);
      opener.click();
      await until(() => part(element, 'menu-person'));
      await click(element, 'mute-button');
      await asks(call, ['muteParticipant ada']);
    });

    it('asks whoever leaves others behind whether to end the call', async () => {
      const {element, call} = await hosting();
      const leave = part(element, 'control-leave')!;
      leave.focus();
      leave.click();
      const question = await until(() => part(element, 'menu-confirm'));
      expect(question.textContent).to.include('Leave the call, or end it for everyone?');
      await expectAccessible(element, 'menu-confirm');
      await until(() => focused({element})?.matches("[part~='leave-button']"));
      focused({element})!.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true}),
      );
      await until(() => !part(element, 'menu-confirm'));
      await until(() => focused({element}) === leave);
      expect(call.asked).to.deep.equal([]);
      leave.click();
      await click(element, 'end-button');
      await until(() => call.asked.includes('endForAll'));
      leave.click();
      await click(element, 'leave-button');
      await until(() => call.asked.includes('leave'));
    });

    it('offers an elected host less, and lets them leave without a question', async () => {
      const {element, call} = await inCall({role: 'elected'});
      await click(element, 'control-people');
      await until(() => part(element, 'lock-switch'));
      expect(part(element, 'mute-button')).not.to.equal(null);
      expect(part(element, 'stop-share-button')).to.equal(null);
      expect(part(element, 'remove-button')).to.equal(null);
      await click(element, 'control-leave');
      await until(() => call.asked.includes('leave'));
    });

    it('shows why something could not be done', async () => {
      const {element, call} = await hosting({knocks: knocks('Ada')});
      call.failing = {command: 'admit', error: new CallError('no-such-member')};
      await click(element, 'admit-button');
      await until(() => text(element).includes('This person isn’t there any more.'));
    });
  });

  describe('says aloud', () => {
    it('one sentence for each batch of knocks, and plays one sound', async () => {
      await tones.load();
      const sounds: string[] = [];
      const {AudioContext: real} = window;
      // Each tone has an audio context of its own.
      window.AudioContext = class extends real {
        constructor() {
          super();
          sounds.push('knock');
        }
      };
      const {element, call} = await inCall({role: 'host'});
      const ask = (...names: string[]) => {
        for (let count = 1; count <= names.length; count += 1)
          call.setDoor({knocks: knocks(...names.slice(0, count))});
      };
      ask('Ada', 'Ben', 'Cleo', 'Dan');
      await until(() => announced({element}).includes('Ada, Ben, and 2 others want to join'));
      call.setDoor({knocks: knocks('Ada', 'Ben', 'Cleo', 'Dan', 'Emmy')});
      call.setDoor({knocks: knocks('Ada', 'Ben', 'Cleo', 'Dan', 'Emmy', 'Fay')});
      await until(() => announced({element}).includes('Emmy and Fay want to join'));
      expect(announced({element}).filter(line => line.includes('to join'))).to.have.length(2);
      await until(() => sounds.length === 2);
      window.AudioContext = real;
    });

    it('nothing to those who are no hosts, and nothing about those who have gone', async () => {
      const {element, call} = await hosting({knocks: knocks('Ada')});
      await until(() => announced({element}).includes('Ada wants to join'));
      const gone: Knock = {id: 'gone', displayName: 'Gone', text: ''};
      call.setDoor({knocks: [gone]});
      call.setDoor({knocks: [{...gone, id: 'fay', displayName: 'Fay'}]});
      await until(() => announced({element}).includes('Fay wants to join'));
      expect(announced({element}).join()).not.to.include('Gone');
    });
  });

  describe('for everybody else', () => {
    it('shows that the room is locked', async () => {
      const {element} = await inCall({isLocked: true});
      await until(() => part(element, 'control-people')?.ariaLabel === 'People, The room is locked');
      expect(part(element, 'host-button')).to.equal(null);
      await click(element, 'control-people');
      await until(() => part(element, 'locked'));
      expect(part(element, 'lock-switch')).to.equal(null);
      await expectAccessible(element);
    });

    it('says when a host has muted me, until I turn the microphone on again', async () => {
      const {element, call} = await inCall({isLocked: true});
      call.moderate('muted');
      const sentence = 'A host muted you. You can turn your microphone on again.';
      await until(() => parts(element, 'notice').some(one => one.textContent.includes(sentence)));
      expect(parts(element, 'notice')[0]!.role).to.equal('status');
      call.setLocal({microphone: {...call.local.microphone, isMuted: false}});
      await until(() => !text(element).includes(sentence));
    });

    it('says when a host has stopped my share, until I close that', async () => {
      const {element, call} = await inCall({isLocked: true});
      call.moderate('share-stopped');
      const notice = await until(() =>
        parts(element, 'notice').find(one => one.textContent.includes('A host stopped your screen sharing.')),
      );
      notice.querySelector<HTMLElement>('[aria-label=Close]')!.click();
      await until(() => !text(element).includes('A host stopped'));
    });

    it('loads nothing while nobody uses it', async () => {
      const {element, call} = await mount({room: 'standup', prejoin: 'off'});
      await until(() => element.state === 'waiting');
      call.setDoor({});
      await settle(element);
      expect(call.door).to.deep.include({role: null, isLocked: false});
      expect(element.door).to.equal(call.door);
      expect(part(element, 'control-people')!.ariaLabel).to.equal('People');
    });
  });

  it('passes the host key and the verbs to the call, and dispatches its events', async () => {
    const hostKey = 'abcdefghijklmnopqrstuvwxyz234567';
    const {element, call} = await mount({room: 'standup', prejoin: 'off', 'host-key': hostKey});
    await until(() => element.state === 'waiting');
    expect(call.options.hostKey).to.equal(hostKey);
    const heard: string[] = [];
    for (const type of ['rtc-knock', 'rtc-door-changed', 'rtc-moderated'] as const)
      element.addEventListener(type, event => heard.push(event.type));
    call.setDoor({role: 'host', knocks: knocks('Ada')});
    call.moderate('muted');
    expect(heard).to.deep.equal(['rtc-door-changed', 'rtc-knock', 'rtc-moderated']);
    call.asked.length = 0;
    await Promise.all([
      element.lockRoom(),
      element.lockRoom(false),
      element.admit('a'),
      element.refuseEntry(),
      element.muteParticipant('a'),
      element.stopShare('a'),
      element.removeParticipant('a'),
      element.endForAll(),
    ]);
    expect(call.asked).to.deep.equal([
      'lockRoom',
      'lockRoom false',
      'admit a',
      'refuseEntry',
      'muteParticipant a',
      'stopShare a',
      'removeParticipant a',
      'endForAll',
    ]);
  });
});
