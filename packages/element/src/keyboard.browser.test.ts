import {expect} from '@open-wc/testing';
import {localWith, participant} from './testing/fake-call.js';
import {click, expectAccessible, mount, part, settle, unmount, until} from './testing/mount.js';

const off = {isMuted: true, isInterrupted: false, deviceId: 'microphone-1', error: null};

async function inCall(attributes: Readonly<Record<string, string>> = {}) {
  const mounted = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => mounted.element.state === 'waiting');
  mounted.call.set({
    state: 'connected',
    local: localWith({microphone: off}),
    participants: [participant({id: 'ada'})],
  });
  await settle(mounted.element);
  const stage = await until(() => part(mounted.element, 'stage'));
  mounted.call.asked.length = 0;
  return {...mounted, stage};
}

const event = (type: string, init: KeyboardEventInit) =>
  new KeyboardEvent(type, {bubbles: true, composed: true, cancelable: true, ...init});
const press = (target: EventTarget, key: string, init: KeyboardEventInit = {}) =>
  target.dispatchEvent(event('keydown', {key, ...init}));
const hold = (target: EventTarget, init: KeyboardEventInit = {}) =>
  target.dispatchEvent(event('keydown', {key: ' ', code: 'Space', ...init}));
const release = () => window.dispatchEvent(event('keyup', {key: ' ', code: 'Space'}));

describe('The shortcuts of <rtc-call>', () => {
  afterEach(unmount);

  it('are letters for everything that one does in a call', async () => {
    const {element, call, stage} = await inCall();
    for (const key of ['m', 'v', 's', 'h']) press(stage, key);
    await until(() => call.asked.length === 4);
    expect(call.asked).to.deep.equal([
      'toggleMicrophone',
      'toggleCamera',
      'toggleScreenshare',
      'raiseHand true',
    ]);
    press(stage, 'l');
    await until(() => part(element, 'grid'));
    press(stage, 'r');
    await until(() => part(element, 'menu-reactions'));
    press(stage, 'R');
    await until(() => part(element, 'menu') === null);
    press(stage, 'c');
    await until(() => part(element, 'panel-chat'));
  });

  it('are the keys in the same place on a keyboard without Latin letters', async () => {
    const {call, stage} = await inCall();
    press(stage, 'ь', {code: 'KeyM'}); // Russian
    press(stage, 'ν', {code: 'KeyV'}); // Greek; on a Latin keyboard, the letter counts
    press(stage, 'ö', {code: 'KeyH'});
    press(stage, 'h', {code: 'KeyD'});
    await until(() => call.asked.length === 3);
    expect(call.asked).to.deep.equal(['toggleMicrophone', 'toggleCamera', 'raiseHand true']);
  });

  it('do in the lobby only what the lobby can do', async () => {
    const {element, call} = await mount({room: 'standup'});
    await until(() => element.state === 'lobby');
    const button = await until(() => part(element, 'join-button'));
    for (const key of ['c', 'h', 'r', 's', 'v']) press(button, key);
    await until(() => call.asked.includes('toggleCamera'));
    await settle(element);
    expect(part(element, 'panel')).to.equal(null);
    expect(part(element, 'menu')).to.equal(null);
    expect(call.asked.filter(command => /hand|screen/i.test(command))).to.deep.equal([]);
  });

  it('exist for the controls that the page chose', async () => {
    const {call, stage} = await inCall({controls: 'camera leave'});
    press(stage, 'm');
    press(stage, 'v');
    await until(() => call.asked.length > 0);
    expect(call.asked).to.deep.equal(['toggleCamera']);
  });
});

describe('Holding the space bar in <rtc-call>', () => {
  afterEach(unmount);

  const talking = ['toggleMicrophone true', 'toggleMicrophone false'];

  it('talks until it is released', async () => {
    const {call, stage} = await inCall();
    hold(stage);
    await until(() => call.asked.length === 1);
    hold(stage, {repeat: true});
    call.setLocal({microphone: {...off, isMuted: false}});
    hold(stage, {repeat: true});
    expect(call.asked).to.deep.equal(['toggleMicrophone true']);
    release();
    await until(() => call.asked.length === 2);
    release();
    expect(call.asked).to.deep.equal(talking);
  });

  for (const [what, end] of [
    ['the window loses the focus', () => window.dispatchEvent(new Event('blur'))],
    ['the page is hidden', () => document.dispatchEvent(new Event('visibilitychange'))],
    ['a pointer is cancelled', () => window.dispatchEvent(new PointerEvent('pointercancel'))],
    ['the page goes away', () => window.dispatchEvent(new Event('pagehide'))],
  ] as const)
    it(`ends when ${what}`, async () => {
      const {call, stage} = await inCall();
      hold(stage);
      await until(() => call.asked.length === 1);
      end();
      await until(() => call.asked.length === 2);
      expect(call.asked).to.deep.equal(talking);
    });

  it('ends when the element is removed', async () => {
    const {element, call, stage} = await inCall();
    hold(stage);
    await until(() => call.asked.length === 1);
    element.remove();
    await until(() => call.asked.includes('leave'));
    call.asked.length = 0;
    release();
    expect(call.asked).to.deep.equal([]);
  });

  it('does nothing while a control or a field has the focus, with modifiers, or while the microphone is on', async () => {
    const {element, call, stage} = await inCall();
    await click(element, 'control-chat');
    const field = await until(() => part(element, 'chat-field'));
    const button = document.createElement('button');
    button.slot = 'bar-end';
    element.append(button);
    for (const target of [part(element, 'control-camera')!, field, part(element, 'messages')!, button])
      expect(hold(target), target.outerHTML).to.equal(true);
    hold(stage, {ctrlKey: true});
    hold(stage, {repeat: true});
    hold(document.body);
    call.setLocal({microphone: {...off, isMuted: false}});
    hold(stage);
    await settle(element);
    expect(call.asked).to.deep.equal([]);
  });

  it('is off with the other shortcuts', async () => {
    const {element, call, stage} = await inCall({shortcuts: 'off'});
    hold(stage);
    await settle(element);
    expect(call.asked).to.deep.equal([]);
  });
});

describe('Speaking into a microphone that is off in <rtc-call>', () => {
  afterEach(unmount);

  it('is noticed, while nothing is sent, until it is on', async function () {
    this.timeout(30_000);
    // Firefox and WebKit let no page without a gesture, or a device in use, run an AudioContext.
    if (!/Chrome/.test(navigator.userAgent)) this.skip();
    const {element, call} = await inCall();
    const audio = new AudioContext();
    await audio.resume();
    const tone = new OscillatorNode(audio, {frequency: 300});
    const volume = new GainNode(audio, {gain: 0});
    const output = audio.createMediaStreamDestination();
    tone.connect(volume).connect(output);
    tone.start();
    const {stream} = output;
    const [track] = stream.getAudioTracks();
    track!.enabled = false;
    const clones: MediaStreamTrack[] = [];
    const clone = track!.clone.bind(track);
    track!.clone = () => {
      clones.push(clone());
      return clones.at(-1)!;
    };
    call.setLocal({stream});
    const notice = () =>
      [...element.shadowRoot!.querySelectorAll('[role=status]')].find(
        one => one.textContent?.trim() === 'You are speaking while muted.',
      );
    await until(() => clones.length > 0);
    expect(notice()).to.equal(undefined);
    volume.gain.value = 0.5;
    await until(notice);
    expect(track!.enabled).to.equal(false);
    await expectAccessible(element);
    call.setLocal({microphone: {...off, isMuted: false}});
    await until(() => !notice());
    expect(clones.map(({readyState}) => readyState)).to.deep.equal(['ended']);
    call.setLocal({microphone: off});
    await until(() => clones.length === 2);
    element.remove();
    await until(() => clones[1]!.readyState === 'ended');
    await audio.close();
  });
});
