import {expect} from '@open-wc/testing';
import {CallError, CallErrorEvent, DeviceErrorEvent} from '@rtc-call/engine';
import {brokenDevice, incoming, interruptedDevice, localWith, participant} from './testing/fake-call.js';
import {click, expectAccessible, mount, part, settle, text, unmount, until} from './testing/mount.js';
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

/** Everything that screen readers have been told, oldest first. */
const announced = (element: RtcCall) =>
  [...(element.shadowRoot?.querySelectorAll('.announcements p') ?? [])].map(line => line.textContent);
const status = (element: RtcCall) => announced(element).at(-1) ?? '';
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
    for (const name of ['camera', 'screenshare', 'leave']) await click(element, `control-${name}`);
    await until(() => call.asked.length >= 3);
    expect(call.asked).to.include.members(['toggleCamera', 'toggleScreenshare', 'leave']);
  });

  it('hang up and stay reachable without a room', async () => {
    const {element, call} = await mount({'peer-id': 'alice'});
    await until(() => call.asked.includes('open'));
    call.set({state: 'connected', local: localWith(), participants: [participant({id: 'bob'})]});
    await click(element, 'control-leave');
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
    await expectAccessible(element);
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

describe('The screen reader announcements of <rtc-call>', () => {
  afterEach(unmount);

  it('says what the broker refused, whether the error comes before or after the end', async () => {
    for (const isFirst of [true, false]) {
      const {element, call} = await inCall();
      const error = new CallErrorEvent({error: new CallError('room-forbidden')});
      const end = () => call.end('connection-failed');
      const report = () => call.dispatchEvent(error);
      // As in the engine, both are told when the call is over.
      call.set({participants: []});
      if (isFirst) {
        Object.defineProperty(call, 'state', {configurable: true, value: 'ended'});
        report();
        Reflect.deleteProperty(call, 'state');
        end();
      } else {
        end();
        report();
      }
      await until(() => status(element) === 'You can’t enter this room');
      await until(() => part(element, 'ended'));
      expect(text(element)).to.include('You can’t enter this room').and.not.include('Couldn’t connect');
      expect(text(element)).not.to.include('network');
    }
  });

  it('reads notices, which have a role', async () => {
    const {element, call} = await inCall();
    call.setLocal({microphone: interruptedDevice, screen: new MediaStream()});
    const {shadowRoot} = element;
    await until(
      () => shadowRoot!.querySelector('[part=notice]') && shadowRoot!.querySelector('[part=sharing]'),
    );
    expect(shadowRoot!.querySelector('[part=notice]')!.getAttribute('role')).to.equal('alert');
    expect(shadowRoot!.querySelector('[part=sharing] [role=status]')).to.exist;
  });
});

describe('The focus in <rtc-call>', () => {
  afterEach(unmount);

  it('goes to the stage when the invitation disappears', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    (await until(() => part(element, 'copy-button'))).focus();
    call.set({state: 'connected', participants: [participant({id: 'ada'})]});
    await until(() => part(element, 'invitation') === null);
    expect(focused(element)).to.equal(part(element, 'stage'));
  });

  it('goes to the stage when a notice is closed', async () => {
    const {element, call} = await inCall();
    call.failing = {command: 'toggleScreenshare', error: new CallError('not-supported')};
    await click(element, 'control-screenshare');
    const close = (await until(() => part(element, 'notice'))).querySelector('button')!;
    close.focus();
    close.click();
    await until(() => part(element, 'notice') === null);
    expect(focused(element)).to.equal(part(element, 'stage'));
  });
});

describe('Escape in <rtc-call>', () => {
  afterEach(unmount);

  it('closes the open panel, wherever the focus is, and reaches nobody else', async () => {
    const {element} = await inCall();
    const heard: string[] = [];
    const listen = ({key}: KeyboardEvent) => heard.push(key);
    document.addEventListener('keydown', listen);
    for (const place of ['chat-field', 'control-microphone']) {
      await click(element, 'control-chat');
      const target = await until(() => part(element, place));
      await until(() => part(element, 'panel-chat'));
      target.focus();
      const isDefault = press(target, 'Escape');
      expect(isDefault, 'a dialog would close').to.equal(false);
      await until(() => part(element, 'panel-chat') === null);
    }
    expect(heard).to.deep.equal([]);
    expect(press(part(element, 'stage')!, 'Escape'), 'without a panel it is the page’s').to.equal(true);
    expect(heard).to.deep.equal(['Escape']);
    document.removeEventListener('keydown', listen);
  });

  it('cancels the composition of a text and not the chat', async () => {
    const {element} = await inCall();
    await click(element, 'control-chat');
    const field = await until(() => part(element, 'chat-field'));
    press(field, 'Escape', {isComposing: true});
    await element.updateComplete;
    expect(part(element, 'panel-chat')).to.exist;
  });
});

describe('What can’t work in <rtc-call>', () => {
  afterEach(unmount);

  it('has no button, or one that is disabled', async () => {
    const {element, call} = await inCall();
    for (const code of ['policy-forbidden', 'insecure-context', 'not-supported'] as const) {
      call.setLocal({camera: brokenDevice(code), microphone: brokenDevice('permission-denied')});
      await element.updateComplete;
      expect((part(element, 'control-camera') as HTMLButtonElement).disabled, code).to.equal(true);
      expect((part(element, 'control-microphone') as HTMLButtonElement).disabled, code).to.equal(false);
    }
  });

  it('is not offered: sharing a screen where the policy forbids it', async () => {
    Object.defineProperty(document, 'featurePolicy', {
      configurable: true,
      value: {allowsFeature: (feature: string) => feature !== 'display-capture'},
    });
    const {element} = await inCall();
    expect(part(element, 'control-screenshare')).to.equal(null);
    Reflect.deleteProperty(document, 'featurePolicy');
  });

  it('is shown as off: a device that the system has muted', async () => {
    const {element, call} = await inCall();
    call.setLocal({camera: interruptedDevice, microphone: interruptedDevice});
    await element.updateComplete;
    for (const name of ['camera', 'microphone']) {
      const control = part(element, `control-${name}`)!;
      expect(control.getAttribute('aria-pressed')).to.equal('false');
      expect(control.querySelector('.tip')!.textContent).to.include('by your system or browser');
    }
  });
});
