import {expect} from '@open-wc/testing';
import {incoming, localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, still, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const people = (count: number) => Array.from({length: count}, (_, index) => participant({id: `p${index}`}));

async function inCall(count: number) {
  const mounted = await mount({room: 'standup', prejoin: 'off'});
  await until(() => mounted.element.state === 'waiting');
  mounted.call.set({state: 'connected', local: localWith(), participants: people(count)});
  await settle(mounted.element);
  await until(() => parts(mounted.element, 'tile').length === count + 1);
  if (count > 1) await until(() => part(mounted.element, 'pin-button'));
  part(mounted.element, 'stage')!.focus();
  return mounted;
}

const focusedParts = (element: RtcCall) =>
  element.shadowRoot!.activeElement?.getAttribute('part')?.split(' ') ?? [];
const lands = (element: RtcCall, name: string) => until(() => focusedParts(element).includes(name));
const escape = (element: RtcCall) =>
  element.shadowRoot!.activeElement!.dispatchEvent(
    new KeyboardEvent('keydown', {key: 'Escape', bubbles: true, composed: true, cancelable: true}),
  );

describe('The focus in <rtc-call>', () => {
  afterEach(unmount);

  it('goes to the stage when the tile leaves that it is in', async () => {
    const {element, call} = await inCall(3);
    const pins = parts(element, 'pin-button');
    pins.at(-1)!.focus();
    expect(focusedParts(element)).to.include('pin-button');
    call.set({participants: people(2)});
    await lands(element, 'stage');
  });

  it('stays on its control when others go to “more”, and goes to “more” with its own', async () => {
    const {element} = await inCall(2);
    await still(element);
    part(element, 'control-microphone')!.focus();
    part(element, 'control-reactions')!.focus();
    element.style.width = '420px';
    await until(() => part(element, 'control-reactions') === null);
    await lands(element, 'control-more');
    part(element, 'control-camera')!.focus();
    element.style.width = '300px';
    await until(() => part(element, 'control-chat') === null);
    expect(focusedParts(element)).to.include('control-camera');
    element.style.width = '960px';
    await until(() => part(element, 'control-reactions'));
    expect(focusedParts(element)).to.include('control-camera');
  });

  it('goes to the control of a panel that closes, to “more” if it is there, and to the end of the call', async () => {
    const {element, call} = await inCall(2);
    await click(element, 'control-people');
    await lands(element, 'control-close');
    escape(element);
    await lands(element, 'control-people');
    await click(element, 'control-settings');
    await until(() => part(element, 'panel-settings'));
    await until(() => part(element, 'panel-settings')!.contains(element.shadowRoot!.activeElement));
    escape(element);
    await lands(element, 'control-more');
    await click(element, 'control-chat');
    await lands(element, 'chat-field');
    call.end('connection-lost');
    await lands(element, 'again-button');
  });

  it('goes back from a dialog, and from a menu that the end of the call closes', async () => {
    const {element, call} = await inCall(2);
    await click(element, 'control-shortcuts');
    await until(() => part(element, 'menu-shortcuts')?.matches(':modal'));
    await until(() => part(element, 'menu-shortcuts')!.contains(element.shadowRoot!.activeElement));
    escape(element);
    await lands(element, 'control-more');
    await click(element, 'control-reactions');
    await lands(element, 'reaction-button');
    call.end('peer-hung-up');
    await lands(element, 'again-button');
  });

  it('is in the next view when a call stops ringing', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    await until(() => call.asked.includes('open'));
    call.set({state: 'ringing', incoming: incoming()});
    await settle(element);
    const accept = await until(() => part(element, 'accept-button'));
    accept.focus();
    call.end('cancelled');
    await until(() => part(element, 'ended'));
    await until(() => element.shadowRoot!.activeElement !== null);
    call.set({state: 'ringing', incoming: incoming(), endReason: null});
    (await until(() => part(element, 'control-decline-menu'))).click();
    await lands(element, 'menu-item');
    call.end('cancelled');
    await until(() => part(element, 'ended') && part(element, 'menu') === null);
    await until(() => element.shadowRoot!.activeElement !== null);
  });

  it('goes on when the device menu changes under it', async () => {
    const device = (deviceId: string) =>
      ({kind: 'audioinput', deviceId, label: deviceId, groupId: '', toJSON: () => ({})}) as MediaDeviceInfo;
    const {element, call} = await mount({room: 'standup'});
    await until(() => element.state === 'lobby');
    call.set({local: localWith({devices: [device('microphone-1'), device('microphone-2')]})});
    await click(element, 'control-microphone-menu');
    await lands(element, 'menu-item');
    const items = parts(element, 'menu-item');
    items.find(({textContent}) => textContent.includes('microphone-2'))!.focus();
    call.setLocal({devices: [device('microphone-1')]});
    await until(() =>
      parts(element, 'menu-item').every(({textContent}) => !textContent.includes('microphone-2')),
    );
    expect(focusedParts(element)).to.include('menu-item');
    call.setLocal({devices: []});
    await element.updateComplete;
    await until(() => part(element, 'menu')!.contains(element.shadowRoot!.activeElement));
  });
});
