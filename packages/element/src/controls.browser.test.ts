import {expect} from '@open-wc/testing';
import {CallError, ChatMessageEvent, DeviceErrorEvent, type ChatMessage} from '@rtc-call/engine';
import {brokenDevice, incoming, localWith, participant, type FakeCall} from './testing/fake-call.js';
import {click, mount, part, settle, text, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const off = {isMuted: true, isInterrupted: false, deviceId: null, error: null};

async function inCall(attributes: Readonly<Record<string, string>> = {}, others = 1) {
  const mounted = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => mounted.element.state === 'waiting');
  const participants = Array.from({length: others}, (_, index) =>
    participant({id: `peer${index}`, displayName: 'Ada'}),
  );
  mounted.call.set({state: 'connected', local: localWith(), participants});
  await settle(mounted.element);
  await until(() => part(mounted.element, 'control-microphone'));
  mounted.call.asked.length = 0;
  return mounted;
}

const press = (target: Element, key: string, more: KeyboardEventInit = {}) =>
  target.dispatchEvent(
    new KeyboardEvent('keydown', {key, bubbles: true, composed: true, cancelable: true, ...more}),
  );

const said = (call: FakeCall, text: string, from = 'peer0'): ChatMessage => {
  const message = {id: text, from, displayName: 'Ada', text, time: 0, isMine: false};
  call.set({messages: [...call.messages, message]});
  call.dispatchEvent(new ChatMessageEvent({message}));
  return message;
};

const status = (element: RtcCall) => element.shadowRoot?.querySelector('[role=status]')?.textContent ?? '';
const focused = (element: RtcCall) => element.shadowRoot?.activeElement;

describe('The controls of <rtc-call>', () => {
  afterEach(unmount);

  it('show the state of the tracks, not the requested state', async () => {
    const {element, call} = await inCall();
    const microphone = part(element, 'control-microphone')!;
    expect(microphone.getAttribute('aria-pressed')).to.equal('true');
    expect(microphone.getAttribute('aria-label')).to.equal('Microphone');
    microphone.click();
    await until(() => call.asked.includes('toggleMicrophone'));
    await element.updateComplete;
    expect(microphone.getAttribute('aria-pressed')).to.equal('true');
    call.setLocal({microphone: off});
    await element.updateComplete;
    expect(microphone.getAttribute('aria-pressed')).to.equal('false');
  });

  it('run their commands on the call', async () => {
    const {element, call} = await inCall();
    for (const name of ['camera', 'screenshare', 'hang-up']) await click(element, `control-${name}`);
    await until(() => call.asked.length >= 3);
    expect(call.asked).to.include.members(['toggleCamera', 'toggleScreenshare', 'leave']);
  });

  it('hang up and stay reachable without a room', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    await until(() => call.asked.includes('open'));
    call.set({state: 'connected', local: localWith(), participants: [participant({id: 'bob'})]});
    await click(element, 'control-hang-up');
    await until(() => call.asked.includes('hangUp'));
    expect(call.asked).not.to.include('leave');
  });

  it('are hidden if the page turns them off', async () => {
    const {element} = await inCall({chat: 'off', screenshare: 'off', invite: 'off', settings: 'off'});
    for (const name of ['chat', 'screenshare', 'copy-link', 'settings'])
      expect(part(element, `control-${name}`), name).to.equal(null);
    expect(part(element, 'control-camera')).to.exist;
  });

  it('show no error when the visitor closes the browser’s screen picker', async () => {
    const {element, call} = await inCall();
    call.failing = {command: 'toggleScreenshare', error: new CallError('screenshare-cancelled')};
    await click(element, 'control-screenshare');
    await settle(element);
    expect(part(element, 'notice')).to.equal(null);
    call.failing = {command: 'toggleScreenshare', error: new CallError('not-supported')};
    await click(element, 'control-screenshare');
    await until(() => text(element).includes('This browser can’t do that'));
    await click(element, 'notice'); // closes by its own button only
    expect(part(element, 'notice')).to.exist;
    part(element, 'notice')!.querySelector('button')!.click();
    await until(() => part(element, 'notice') === null);
  });

  it('show when a device fails during the call', async () => {
    const {element, call} = await inCall();
    call.setLocal({camera: brokenDevice('device-failed')});
    call.dispatchEvent(new DeviceErrorEvent({device: 'camera', error: new CallError('device-failed')}));
    await until(() => text(element).includes('Your camera stopped working'));
  });

  it('switch devices', async () => {
    const {element, call} = await inCall();
    const device = (kind: MediaDeviceKind, deviceId: string) =>
      ({kind, deviceId, label: deviceId}) as MediaDeviceInfo;
    call.setLocal({
      devices: [
        device('videoinput', 'camera-1'),
        device('videoinput', 'camera-2'),
        device('audioinput', 'microphone-1'),
      ],
    });
    await click(element, 'control-settings');
    const [camera] = await until(() => {
      const fields = element.shadowRoot!.querySelectorAll<HTMLSelectElement>('[part=device-field]');
      return fields.length >= 2 ? [...fields] : null;
    });
    expect(camera!.value).to.equal('camera-1');
    camera!.value = 'camera-2';
    camera!.dispatchEvent(new Event('change'));
    await until(() => call.asked.includes('setCameraDevice camera-2'));
    await expect(element).to.be.accessible();
  });
});

describe('The keyboard in <rtc-call>', () => {
  afterEach(unmount);

  it('has shortcuts while the focus is in the element', async () => {
    const {element, call} = await inCall();
    for (const key of ['m', 'V', 's']) press(part(element, 'stage')!, key);
    await until(() => call.asked.length === 3);
    expect(call.asked).to.deep.equal(['toggleMicrophone', 'toggleCamera', 'toggleScreenshare']);
    press(document.body, 'm');
    await settle(element);
    expect(call.asked).to.have.length(3);
  });

  it('doesn’t interfere with typing or the browser’s own shortcuts', async () => {
    const {element, call} = await inCall();
    await click(element, 'control-chat');
    const field = await until(() => part(element, 'chat-field'));
    press(field, 'm');
    const note = document.createElement('input');
    note.slot = 'bar-end';
    element.append(note);
    press(note, 'm');
    press(part(element, 'stage')!, 'm', {ctrlKey: true});
    press(part(element, 'stage')!, 'm', {repeat: true});
    await settle(element);
    expect(call.asked).to.deep.equal([]);
  });

  it('has no shortcuts if the page turns them off', async () => {
    const {element, call} = await inCall({shortcuts: 'off'});
    press(part(element, 'stage')!, 'm');
    await settle(element);
    expect(call.asked).to.deep.equal([]);
    expect(part(element, 'control-microphone')!.hasAttribute('aria-keyshortcuts')).to.equal(false);
  });

  it('keeps the focus in the element when the view changes', async () => {
    const {element, call} = await mount({room: 'standup'});
    await until(() => element.state === 'lobby');
    const join = await until(() => part(element, 'join-button'));
    join.focus();
    join.click();
    await until(() => focused(element) === part(element, 'stage'));
    call.end('hung-up');
    await until(() => focused(element) === part(element, 'again-button'));
  });

  it('doesn’t take the focus from the rest of the page', async () => {
    const outside = document.createElement('input');
    document.body.append(outside);
    const {element, call} = await mount({'peer-id': 'alice'});
    await until(() => call.asked.includes('open'));
    outside.focus();
    call.set({state: 'ringing', incoming: incoming()});
    await until(() => part(element, 'accept-button'));
    await settle(element);
    expect(document.activeElement).to.equal(outside);
    outside.remove();
  });

  it('moves the focus into an opened panel, and back when it closes', async () => {
    const {element} = await inCall();
    const control = part(element, 'control-chat')!;
    control.focus();
    control.click();
    const field = await until(() => part(element, 'chat-field'));
    await until(() => focused(element) === field);
    press(field, 'Escape');
    await until(() => focused(element) === part(element, 'control-chat'));
    expect(part(element, 'panel-chat')).to.equal(null);
  });
});

describe('The chat of <rtc-call>', () => {
  afterEach(unmount);

  it('sends messages and shows everyone’s messages', async () => {
    const {element, call} = await inCall();
    said(call, 'Look: https://example.com/a?b=1.');
    await click(element, 'control-chat');
    const field = (await until(() => part(element, 'chat-field'))) as HTMLInputElement;
    field.value = ' <b>hello</b> ';
    field.form!.requestSubmit();
    await until(() => call.asked.includes('sendChatMessage <b>hello</b>'));
    await until(() => text(element).includes('<b>hello</b>'));
    expect(field.value).to.equal('');
    const link = element.shadowRoot!.querySelector<HTMLAnchorElement>('[part=message] a')!;
    expect(link.href).to.equal('https://example.com/a?b=1');
    expect(link.rel).to.include('noopener');
    await expect(element).to.be.accessible();
  });

  it('counts unread messages', async () => {
    const {element, call} = await inCall();
    said(call, 'one');
    said(call, 'two');
    await element.updateComplete;
    const control = part(element, 'control-chat')!;
    expect(control.getAttribute('aria-label')).to.equal('Chat, 2 unread');
    expect(control.querySelector('.badge')?.textContent).to.equal('2');
    control.click();
    await until(() => part(element, 'panel-chat'));
    said(call, 'three');
    control.click();
    await until(() => part(element, 'panel-chat') === null);
    expect(control.getAttribute('aria-label')).to.equal('Chat');
    said(call, 'four');
    await until(() => control.getAttribute('aria-label') === 'Chat, 1 unread');
  });
});

describe('The screen reader announcements of <rtc-call>', () => {
  afterEach(unmount);

  it('announces who joins and leaves, and the state of the call', async () => {
    const {element, call} = await inCall();
    const ben = participant({id: 'peer9', displayName: 'Ben'});
    call.set({participants: [...call.participants, ben]});
    await until(() => status(element) === 'Ben joined');
    call.set({participants: call.participants.filter(one => one !== ben)});
    await until(() => status(element) === 'Ben left');
    call.set({state: 'reconnecting'});
    await until(() => status(element) === 'Reconnecting…');
    said(call, 'hello');
    await until(() => status(element) === 'New message from Ada');
    call.end('connection-lost');
    await until(() => status(element) === 'The connection was lost');
  });
});
