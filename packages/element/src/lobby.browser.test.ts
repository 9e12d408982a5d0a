import {expect} from '@open-wc/testing';
import {CallError, type LocalParticipant} from '@rtc-call/engine';
import {brokenDevice, localWith} from './testing/fake-call.js';
import {
  click,
  expectAccessible,
  mount,
  type Mounted,
  part,
  parts,
  settle,
  text,
  unmount,
  until,
} from './testing/mount.js';

const device = (kind: MediaDeviceKind, deviceId: string, label: string) =>
  ({kind, deviceId, label, groupId: '', toJSON: () => ({})}) as MediaDeviceInfo;

const DEVICES = [
  device('videoinput', 'camera-1', 'Front Camera'),
  device('videoinput', 'camera-2', 'USB Camera'),
  device('audioinput', 'microphone-1', 'Built-in Microphone'),
  device('audioinput', 'microphone-2', 'Headset'),
  device('audiooutput', 'speaker-1', 'Loudspeakers'),
];

/** Whether this machine has what this browser needs to run an AudioContext. */
async function canPlay() {
  const context = new AudioContext();
  const waits = new Promise(resolve => setTimeout(resolve, 1_000));
  await Promise.race([context.resume(), waits]);
  const {state} = context;
  await Promise.race([context.close(), waits]);
  return state === 'running';
}

/** Older browsers play on the system's default speaker only. */
const hasSpeakers = 'setSinkId' in HTMLMediaElement.prototype;

const member = (id: string, displayName: string, isIn = true) => ({id, displayName, isIn, isHost: false});

async function lobby(
  attributes: Readonly<Record<string, string>> = {},
  local: Partial<LocalParticipant> = {},
): Promise<Mounted> {
  const mounted = await mount({room: 'b1946ac92492d2347c6235b4d2611184', ...attributes});
  await until(() => mounted.call.asked.some(command => command.startsWith('preview')));
  mounted.call.set({state: 'lobby', isOnline: true, local: localWith({devices: DEVICES, ...local})});
  await settle(mounted.element);
  return mounted;
}

describe('the lobby', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    unmount();
    localStorage.clear();
  });

  it('never shows the name of the room, which may be a secret', async () => {
    const {element} = await lobby();
    expect(part(element, 'title')!.textContent).to.equal('Join the call');
    expect(element.shadowRoot!.innerHTML).not.to.contain('b1946ac');
    element.roomLabel = 'Team lunch';
    await element.updateComplete;
    expect(part(element, 'title')!.textContent).to.equal('Team lunch');
  });

  for (const [width, height] of [
    [1280, 800],
    [900, 700],
    [740, 360],
    [360, 740],
  ] as const)
    it(`never moves the button to join from under the pointer, ${width} × ${height}`, async () => {
      const {element, call} = await lobby();
      element.style.cssText = `width: ${width}px; height: ${height}px; max-height: none`;
      const top = () => part(element, 'join-button')!.getBoundingClientRect().top;
      await until(() => part(element, 'name-field'));
      const before = top();
      const list = element.shadowRoot!.querySelector('.lobby')!;
      const expectStill = async (what: string) => {
        await settle(element);
        expect(top(), what).to.be.closeTo(before, 1);
      };
      expect(list.scrollHeight, 'scrolls').to.equal(list.clientHeight);
      call.setDoor({});
      await expectStill('nobody is there');
      expect(element.shadowRoot!.querySelector<HTMLElement>('.present')!.innerText).to.equal(
        'You’re the only one here',
      );
      call.set({
        members: ['Ada', 'Augusta', 'Byron'].map((name, id) => member(`${id}`, `${name} of Lovelace`)),
      });
      await expectStill('three lines of names');
      expect(part(element, 'present')).not.to.equal(null);
      const blocked = brokenDevice('permission-denied');
      call.setLocal({stream: null, camera: blocked, microphone: blocked});
      await until(() => part(element, 'retry-button'));
      await expectStill('blocked devices');
      call.setLocal(localWith());
      call.setDoor({isKnockRequired: true});
      await until(() => part(element, 'knock-field'));
      await expectStill('a closed door');
    });

  it('shows all of the preview’s controls beside the settings', async () => {
    const {element} = await lobby();
    element.style.cssText = 'width: 832px; height: 600px; max-height: none';
    await click(element, 'control-settings');
    await until(() => part(element, 'panel-settings'));
    await settle(element);
    const preview = part(element, 'preview')!;
    const frame = preview.getBoundingClientRect();
    for (const button of preview.querySelectorAll('button')) {
      const {left, right, top, bottom} = button.getBoundingClientRect();
      expect(Math.min(left - frame.left, frame.right - right), 'beside').to.be.above(0);
      expect(Math.min(top - frame.top, frame.bottom - bottom), 'above').to.be.above(0);
    }
  });

  it('says who is in the call, and not who is in the lobby as well', async () => {
    const {element, call} = await lobby();
    expect(part(element, 'present')).to.equal(null);
    const say = async (members: readonly ReturnType<typeof member>[]) => {
      call.set({members});
      await element.updateComplete;
      return part(element, 'present')?.innerText.trim().split('\n').at(-1)?.trim();
    };
    const [ada, ben, cleo] = [member('1', 'Ada'), member('2', 'Ben'), member('3', 'Cleo')];
    expect(await say([ada])).to.equal('Ada is in the call');
    expect(await say([ada, member('9', 'Zoe', false)])).to.equal('Ada is in the call');
    expect(await say([ada, ben, cleo])).to.equal('Ada, Ben, and Cleo are in the call');
    const guest = (digit: string, isIn = true) => member(digit.repeat(32), '', isIn);
    expect(await say([ada, ben, cleo, guest('4'), guest('5')])).to.equal(
      'Ada, Ben, and 3 others are in the call',
    );
    expect(await say([guest('4')])).to.equal('1 person is in the call');
    expect(await say([guest('4', false)])).to.equal(undefined);
  });

  it('is seen by those inside, who can close the notice until somebody else looks', async () => {
    const {element, call} = await lobby();
    call.set({state: 'waiting', members: [member('1', 'Ada', false)]});
    await settle(element);
    expect(text(element)).to.contain('Ada is about to join');
    part(element, 'notice')!.querySelector('button')!.click();
    await element.updateComplete;
    expect(part(element, 'notice')).to.equal(null);
    call.set({members: [member('1', 'Ada', false), member('2', 'Ben', false)]});
    await element.updateComplete;
    expect(text(element)).to.contain('Ada and Ben are about to join');
  });

  it('shows how loud the microphone is, and stops when it is gone', async function () {
    // A click, for the browser; the fake microphone beeps.
    Object.defineProperty(navigator, 'userActivation', {configurable: true, value: {hasBeenActive: true}});
    const stream = await navigator.mediaDevices?.getUserMedia({audio: true}).catch(() => null);
    if (!stream) this.skip();
    const {close} = AudioContext.prototype;
    let closed = 0;
    AudioContext.prototype.close = function () {
      closed += 1;
      return close.call(this);
    };
    try {
      const {element, call} = await lobby({}, {stream});
      const meter = await until(() => part(element, 'level')?.firstElementChild as HTMLElement | null);
      const level = () => Number(meter.style.getPropertyValue('--level'));
      if (await canPlay()) await until(() => level() > 0.3);
      else await until(() => meter.style.getPropertyValue('--level') === '0.00');
      call.setLocal({microphone: {isMuted: true, isInterrupted: false, deviceId: null, error: null}});
      await element.updateComplete;
      meter.style.removeProperty('--level');
      await until(() => closed > 0);
      expect(meter.style.getPropertyValue('--level')).to.equal('');
    } finally {
      AudioContext.prototype.close = close;
      for (const track of stream.getTracks()) track.stop();
      Reflect.deleteProperty(navigator, 'userActivation');
    }
  });

  for (const [code, says] of [
    ['permission-denied', /blocked for this site.+(?:address|menu bar).+Try again/],
    ['permission-denied-by-system', /system doesn’t let this browser.+(?:settings|Settings).+Try again/],
    ['permission-dismissed', /got no answer.+Allow.+Try again/],
    ['device-in-use', /Another application.+Try again/],
  ] as const) {
    it(`explains ${code}, and tries again`, async () => {
      const {element, call} = await lobby({}, {camera: brokenDevice(code), microphone: brokenDevice(code)});
      await until(() => says.test(text(element)));
      await click(element, 'retry-button');
      await until(() => call.asked.includes('retryDevices'));
    });
  }

  it('offers nothing to try where only the page can change it', async () => {
    const broken = brokenDevice('policy-forbidden', 'allow="camera" on the <iframe>');
    const {element} = await lobby({}, {camera: broken, microphone: broken});
    await until(() => text(element).includes('allow="camera" on the <iframe>'));
    expect(part(element, 'retry-button')).to.equal(null);
  });

  describe('remembers', () => {
    it('what was off, and which devices were chosen', async () => {
      const first = await lobby();
      await click(first.element, 'control-camera');
      first.call.setLocal({camera: {isMuted: true, isInterrupted: false, deviceId: null, error: null}});
      await click(first.element, 'control-microphone');
      await first.element.updateComplete;
      await until(() => localStorage.getItem('rtc-call:choices')?.includes('"camera":false'));
      first.element.shadowRoot!.querySelector<HTMLElement>('[part~=control-microphone-menu]')!.click();
      const other = await until(() =>
        parts(first.element, 'menu-item').find(item => /Headset/.test(item.innerText)),
      );
      other.click();
      await until(() => localStorage.getItem('rtc-call:choices')?.includes('microphone-2'));

      const {call} = await lobby();
      expect(call.options).to.include({audio: true, video: false});
      expect(call.asked).to.include('setMicrophoneDevice microphone-2');
    });

    it('nothing of what the page has turned off, or of a call without a lobby', async () => {
      localStorage.setItem('rtc-call:choices', '{"microphone":true,"camera":false}');
      const {call} = await lobby({audio: 'off'});
      expect(call.options).to.include({audio: false, video: false});
      const {call: ringing} = await mount({'peer-id': 'alice'});
      expect(ringing.options).to.include({audio: true, video: true});
    });

    for (const [what, value] of [
      ['text that is no JSON', '{'],
      ['null', 'null'],
      ['a list', '[1]'],
      ['other types', '{"name":5,"camera":"off","cameraId":{}}'],
    ] as const) {
      it(`nothing from ${what}`, async () => {
        localStorage.setItem('rtc-call:choices', value);
        const {call, element} = await lobby();
        expect(call.options).to.include({audio: true, video: true});
        expect(call.asked.filter(command => command.startsWith('set'))).to.deep.equal([]);
        expect((part(element, 'name-field') as HTMLInputElement).value).to.equal('');
      });
    }

    it('nothing, and works, where storage is blocked', async () => {
      const {setItem, getItem} = Storage.prototype;
      Storage.prototype.setItem = Storage.prototype.getItem = () => {
        throw new DOMException('blocked', 'SecurityError');
      };
      try {
        const {element} = await lobby();
        const field = part(element, 'name-field') as HTMLInputElement;
        field.value = 'Ada';
        field.dispatchEvent(new Event('change'));
        const again = await lobby();
        expect((part(again.element, 'name-field') as HTMLInputElement).value).to.equal('Ada');
        await click(again.element, 'control-camera');
        expect(text(again.element)).to.contain('Join now');
      } finally {
        Object.assign(Storage.prototype, {setItem, getItem});
        const {element} = await lobby();
        (part(element, 'name-field') as HTMLInputElement).value = '';
        part(element, 'name-field')!.dispatchEvent(new Event('change'));
      }
    });
  });
});

describe('the menu of a device', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    unmount();
    localStorage.clear();
  });

  const caret = ({shadowRoot}: Element, name: string) =>
    shadowRoot!.querySelector<HTMLElement>(`[part~=control-${name}-menu]`)!;
  const items = ({shadowRoot}: Element) => [...shadowRoot!.querySelectorAll<HTMLElement>('.menu .item')];
  const focused = ({shadowRoot}: Element) =>
    (shadowRoot!.activeElement as HTMLElement | null)?.innerText.trim();
  const key = (element: Element, name: string) =>
    element.shadowRoot!.activeElement!.dispatchEvent(
      new KeyboardEvent('keydown', {key: name, bubbles: true, composed: true, cancelable: true}),
    );
  const open = async (name = 'microphone', local: Partial<LocalParticipant> = {}) => {
    const mounted = await lobby({}, local);
    caret(mounted.element, name).focus();
    caret(mounted.element, name).click();
    await until(() => part(mounted.element, 'menu')?.matches(':popover-open'));
    return mounted;
  };

  it('opens at its button with the device in use, and is accessible', async () => {
    const {element} = await open();
    expect(caret(element, 'microphone').getAttribute('aria-expanded')).to.equal('true');
    expect(caret(element, 'camera').getAttribute('aria-expanded')).to.equal('false');
    expect(focused(element)).to.equal('Built-in Microphone');
    const names = items(element).map(item => item.innerText.trim());
    expect(names).to.deep.equal([
      'Built-in Microphone',
      'Headset',
      ...(hasSpeakers ? ['System default', 'Loudspeakers', 'Play a test sound'] : []),
    ]);
    await expectAccessible(element);
    const box = part(element, 'menu')!.getBoundingClientRect();
    expect(box.top).to.be.at.least(0);
    expect(box.bottom).to.be.at.most(innerHeight);
  });

  it('moves with the arrows, Home and End, and closes on Escape, back to its button', async () => {
    const {element} = await open();
    key(element, 'ArrowDown');
    expect(focused(element)).to.equal('Headset');
    key(element, 'End');
    expect(focused(element)).to.equal(hasSpeakers ? 'Play a test sound' : 'Headset');
    key(element, 'ArrowDown');
    expect(focused(element)).to.equal('Built-in Microphone');
    let hasEscaped = false;
    const note = (event: KeyboardEvent) => (hasEscaped ||= event.key === 'Escape');
    addEventListener('keydown', note);
    key(element, 'Escape');
    removeEventListener('keydown', note);
    expect(hasEscaped).to.equal(false);
    await until(() => !part(element, 'menu'));
    expect(element.shadowRoot!.activeElement).to.equal(caret(element, 'microphone'));
    expect(caret(element, 'microphone').getAttribute('aria-expanded')).to.equal('false');
  });

  it('chooses a camera and closes, and a speaker and stays open', async () => {
    const {element, call} = await open('camera');
    items(element)[1]!.click();
    await until(() => call.asked.includes('setCameraDevice camera-2'));
    await until(() => !part(element, 'menu'));
    if (!hasSpeakers) return;
    caret(element, 'microphone').click();
    await until(() => part(element, 'menu'));
    items(element)[3]!.click();
    await until(() => call.asked.includes('setSpeakerDevice speaker-1'));
    call.setLocal({speakerId: 'speaker-1'});
    await element.updateComplete;
    expect(items(element)[3]!.getAttribute('aria-checked')).to.equal('true');
    items(element)[2]!.click();
    await until(() => call.asked.includes('setSpeakerDevice '));
  });

  it('closes by its own button, and by a press elsewhere', async () => {
    const {element} = await open();
    const button = caret(element, 'microphone');
    const press = (target: Element) =>
      target.dispatchEvent(new PointerEvent('pointerdown', {bubbles: true, composed: true}));
    press(button);
    button.click();
    await until(() => !part(element, 'menu'));
    button.click();
    await until(() => part(element, 'menu')?.matches(':popover-open'));
    press(part(element, 'title')!);
    await until(() => !part(element, 'menu'));
  });

  it('lets go of a device that vanishes while it is open', async () => {
    const {element, call} = await open();
    key(element, 'ArrowDown');
    const gone = items(element)[1]!;
    call.setLocal({devices: DEVICES.filter(({deviceId}) => deviceId !== 'microphone-2')});
    await element.updateComplete;
    expect(items(element).map(item => item.innerText.trim())).not.to.include('Headset');
    expect(gone.isConnected).to.equal(false);
    expect(focused(element), 'the focus stays in the menu').to.equal('Built-in Microphone');
    call.setLocal({devices: []});
    await element.updateComplete;
    expect(part(element, 'menu')!.innerText).to.contain('None found');
    key(element, 'Escape');
    await until(() => !part(element, 'menu'));
  });

  it('says so if a device has just vanished', async () => {
    const {element, call} = await open('camera');
    call.failing = {command: 'setCameraDevice', error: new CallError('device-not-found')};
    items(element)[1]!.click();
    await until(() => /No such device was found/.test(text(element)));
    expect(localStorage.getItem('rtc-call:choices') ?? '').not.to.contain('camera-2');
  });

  it('closes when the view does', async () => {
    const {element, call} = await open();
    call.set({state: 'waiting'});
    await settle(element);
    await until(() => !part(element, 'menu'));
  });
});
