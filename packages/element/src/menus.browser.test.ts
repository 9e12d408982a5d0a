import {expect} from '@open-wc/testing';
import {ReactionEvent, type CallErrorEvent} from '@rtc-call/engine';
import {localWith, participant} from './testing/fake-call.js';
import {click, expectAccessible, mount, part, parts, settle, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

async function inCall(attributes: Readonly<Record<string, string>> = {}, width = 960) {
  const mounted = await mount({room: 'standup', prejoin: 'off', ...attributes});
  mounted.element.style.inlineSize = `${width}px`;
  await until(() => mounted.element.state === 'waiting');
  mounted.call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
  await settle(mounted.element);
  await until(() => part(mounted.element, 'control'));
  mounted.call.asked.length = 0;
  return mounted;
}

const bar = (element: RtcCall) =>
  parts(element, 'control').map(({part}) => [...part].at(-1)!.replace('control-', ''));
const menu = (element: RtcCall) =>
  parts(element, 'menu-item').map(({part}) => [...part].at(-1)!.replace('control-', ''));
const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true, ...more}),
  );
/** Ends its appearance: while it is translucent, its colours have less contrast. */
const show = (menu: Element) => menu.getAnimations().forEach(animation => animation.finish());
const focused = (element: RtcCall) => element.shadowRoot?.activeElement;

describe('The control bar of <rtc-call>', () => {
  afterEach(unmount);

  it('moves what doesn’t fit into “more”, from the end, and keeps “leave”', async () => {
    const {element} = await inCall();
    const all = [
      'microphone',
      'camera',
      'screenshare',
      'chat',
      'people',
      'hand',
      'reactions',
      'more',
      'leave',
    ];
    await until(() => bar(element).join() === all.join());
    element.style.inlineSize = '330px';
    await until(() => bar(element).join() === 'microphone,camera,screenshare,more,leave');
    await click(element, 'control-more');
    await until(() => part(element, 'menu-more'));
    expect(menu(element).slice(0, 4)).to.deep.equal(['chat', 'people', 'hand', 'reactions']);
    element.style.inlineSize = '240px';
    await until(() => bar(element).join() === 'microphone,camera,more,leave');
    for (const control of parts(element, 'control')) {
      const {left, right} = control.getBoundingClientRect();
      const frame = element.getBoundingClientRect();
      expect(left >= frame.left && right <= frame.right, control.getAttribute('part')!).to.equal(true);
    }
    element.style.inlineSize = '960px';
    await until(() => bar(element).join() === all.join());
  });

  it('shows on “more” what is unread in it', async () => {
    const {element, call} = await inCall({}, 240);
    await until(() => !bar(element).includes('chat'));
    const message = {id: '1', from: 'ada', displayName: 'Ada', text: 'hello', time: 0, isMine: false};
    call.set({messages: [message]});
    await until(() => part(element, 'control-more')?.querySelector('.badge')?.textContent === '1');
    await click(element, 'control-more');
    await until(() => part(element, 'control-chat')?.textContent?.includes('Chat, 1 unread'));
  });

  it('has the controls that the page chose, in its order, also those of “more”', async () => {
    const {element} = await inCall({controls: 'fullscreen  leave microphone,leave settings'});
    await until(() => bar(element).join() === 'fullscreen,leave,microphone,settings');
    element.setAttribute('controls', 'camera leave');
    await until(() => bar(element).join() === 'camera,leave');
    element.removeAttribute('controls');
    await until(() => bar(element).includes('more'));
  });

  it('has “more” where the page wants it, only if something doesn’t fit', async () => {
    const {element} = await inCall({controls: 'more microphone camera screenshare chat hand leave'});
    await until(() => bar(element).join() === 'microphone,camera,screenshare,chat,hand,leave');
    element.style.inlineSize = '240px';
    await until(() => bar(element).join() === 'more,microphone,camera,leave');
  });

  it('ignores unknown controls, which are reported once', async () => {
    const errors: string[] = [];
    const listen = ({error}: CallErrorEvent) => errors.push(`${error.code} ${error.message}`);
    document.addEventListener('rtc-error', listen);
    const {element} = await inCall({controls: 'microphone camara leave'});
    await until(() => bar(element).join() === 'microphone,leave');
    expect(errors).to.have.length(1);
    expect(errors[0]).to.match(/^invalid-option .*controls="camara".*did you mean "camera"\?/);
    element.setAttribute('controls', 'nonsense');
    await until(() => bar(element).includes('camera'));
    document.removeEventListener('rtc-error', listen);
  });

  it('is the same in the lobby, as far as it has controls', async () => {
    const {element} = await mount({room: 'standup', controls: 'camera leave'});
    await until(() => part(element, 'control-camera'));
    expect(part(element, 'control-microphone')).to.equal(null);
  });
});

describe('What opens over <rtc-call>', () => {
  afterEach(unmount);

  it('says so, is accessible, and is closed by its button, Escape, and a press elsewhere', async () => {
    const {element} = await inCall();
    for (const name of ['more', 'reactions']) {
      const control = part(element, `control-${name}`)!;
      expect(control.getAttribute('aria-expanded')).to.equal('false');
      control.focus();
      control.click();
      const opened = await until(() => part(element, `menu-${name}`));
      await until(() => opened.contains(focused(element)!));
      expect(control.getAttribute('aria-expanded')).to.equal('true');
      show(opened);
      await expectAccessible(element);
      control.click();
      await until(() => part(element, 'menu') === null);
      expect(focused(element)).to.equal(control);
      control.click();
      const again = await until(() => part(element, `menu-${name}`));
      await until(() => again.contains(focused(element)!));
      press(focused(element)!, 'Escape');
      await until(() => part(element, 'menu') === null);
      expect(focused(element)).to.equal(control);
      control.click();
      await until(() => part(element, 'menu'));
      document.body.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true}));
      await until(() => part(element, 'menu') === null);
    }
  });

  it('is within the window, and over the element', async () => {
    const {element} = await inCall({}, 240);
    await click(element, 'control-more');
    const {left, top, right, bottom} = (
      await until(() => part(element, 'menu-more'))
    ).getBoundingClientRect();
    expect(left >= 0 && top >= 0 && right <= innerWidth && bottom <= innerHeight).to.equal(true);
  });

  it('closes one layer after the other, and no key reaches the page', async () => {
    const {element} = await inCall();
    let escapes = 0;
    const count = ({key}: KeyboardEvent) => key === 'Escape' && (escapes += 1);
    document.body.addEventListener('keydown', count);
    await click(element, 'control-chat');
    await until(() => part(element, 'chat-field'));
    await click(element, 'control-more');
    const opened = await until(() => part(element, 'menu-more'));
    await until(() => opened.contains(focused(element)!));
    press(focused(element)!, 'Escape');
    await until(() => part(element, 'menu') === null);
    expect(part(element, 'panel-chat')).to.exist;
    press(focused(element)!, 'Escape');
    await until(() => part(element, 'panel') === null);
    expect(escapes).to.equal(0);
    press(part(element, 'stage')!, 'Escape');
    expect(escapes).to.equal(1);
    document.body.removeEventListener('keydown', count);
  });

  it('moves the focus with the arrow keys', async () => {
    const {element} = await inCall();
    await click(element, 'control-more');
    await until(() => part(element, 'menu-more')?.contains(focused(element)!));
    const items = parts(element, 'menu-item');
    expect(focused(element)).to.equal(items[0]);
    for (const [key, index] of [
      ['ArrowDown', 1],
      ['ArrowUp', 0],
      ['ArrowUp', -1],
      ['ArrowDown', 0],
      ['End', -1],
      ['Home', 0],
    ] as const) {
      press(focused(element)!, key);
      expect(focused(element), key).to.equal(items.at(index));
    }
  });

  it('runs what was chosen, and closes', async () => {
    const {element} = await inCall();
    await click(element, 'control-layout');
    await until(() => part(element, 'grid') && part(element, 'menu') === null);
    expect(element.layout).to.equal('auto');
    await click(element, 'control-layout');
    await until(() => part(element, 'speaker'));
    await click(element, 'control-settings');
    await until(() => part(element, 'panel-settings'));
  });

  it('reacts as often as one likes', async () => {
    const {element, call} = await inCall();
    await click(element, 'control-reactions');
    const buttons = await until(() => {
      const all = parts(element, 'reaction-button');
      return all.length > 0 ? all : null;
    });
    buttons[0]!.click();
    buttons[3]!.click();
    await until(() => call.asked.length === 2);
    expect(call.asked).to.deep.equal(['sendReaction 👍', 'sendReaction 🎉']);
    expect(part(element, 'menu-reactions')).to.exist;
    await until(() => parts(element, 'reaction').length === 2);
    expect(part(element, 'me')!.contains(part(element, 'reaction'))).to.equal(true);
  });

  it('lists the shortcuts, in a dialog', async () => {
    const {element} = await inCall();
    press(part(element, 'stage')!, '?');
    const dialog = (await until(() => part(element, 'menu-shortcuts'))) as HTMLDialogElement;
    await until(() => dialog.open);
    show(dialog);
    await expectAccessible(element);
    const keys = [...dialog.querySelectorAll('kbd')].map(({textContent}) => textContent);
    expect(keys).to.include.members(['M', 'V', 'C', 'H', 'R', 'L', 'Space', 'Esc', '?']);
    press(dialog, 'm');
    press(dialog.querySelector('button')!, 'Escape');
    await until(() => part(element, 'menu-shortcuts') === null);
  });
});

describe('Reactions and hands in <rtc-call>', () => {
  afterEach(unmount);

  it('float over the tile of their sender for a moment', async () => {
    const {element, call} = await inCall();
    for (let count = 0; count < 50; count += 1)
      call.dispatchEvent(new ReactionEvent({from: 'ada', emoji: '👏', isMine: false}));
    await until(() => part(element, 'reaction'));
    expect(part(element, 'participant')!.querySelectorAll('.reaction')).to.have.length(6);
    expect(part(element, 'me')!.querySelector('.reaction')).to.equal(null);
    await until(() => part(element, 'reaction') === null);
  });

  it('are marks on the tiles', async () => {
    const {element, call} = await inCall();
    await click(element, 'control-hand');
    await until(() => call.asked.includes('raiseHand true'));
    await until(() => part(element, 'me')?.querySelector('[aria-label="Hand raised"]'));
    expect(part(element, 'control-hand')!.getAttribute('aria-pressed')).to.equal('true');
    call.set({participants: [participant({id: 'ada', isHandRaised: true, handRaisedAt: 1})]});
    await until(() => part(element, 'participant')?.querySelector('[aria-label="Hand raised"]'));
    await click(element, 'control-hand');
    await until(() => call.asked.includes('raiseHand false'));
  });

  it('are off while nobody is there to react to', async () => {
    const {element, call} = await inCall();
    call.set({state: 'waiting', participants: []});
    await until(() => (part(element, 'control-reactions') as HTMLButtonElement).disabled);
  });
});
