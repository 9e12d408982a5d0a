import {expect} from '@open-wc/testing';
import {CallError, type CallErrorEvent} from '@rtc-call/engine';
import {localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, text, unmount, until} from './testing/mount.js';

/** What is wrong, and what it is treated as. Others: panels/files.browser.test.ts, picture-in-picture.browser.test.ts. */
const WRONG: readonly (readonly [attribute: string, value: string, said: string])[] = [
  ['controls', 'microphone camara leave', 'did you mean "camera"?'],
  ['layout', 'tiled', 'use one of auto, grid, speaker'],
  ['link', 'http://', 'an http or https URL'],
  ['link', 'javascript:alert(1)', 'an http or https URL'],
  ['lang', 'en_US', 'a BCP 47 tag'],
  ['lang', 'x'.repeat(5_000), 'a BCP 47 tag'],
];

describe('Bad input to <rtc-call>', () => {
  const {warn} = console;
  let lines: string[] = [];
  let errors: CallError[] = [];
  const listen = ({error}: CallErrorEvent) => errors.push(error);

  beforeEach(() => {
    lines = [];
    errors = [];
    console.warn = (...words: unknown[]) => lines.push(words.join(' '));
    document.addEventListener('rtc-error', listen);
  });

  afterEach(() => {
    console.warn = warn;
    document.removeEventListener('rtc-error', listen);
    unmount();
  });

  async function inCall(attributes: Readonly<Record<string, string>> = {}) {
    const mounted = await mount({room: 'standup', prejoin: 'off', ...attributes});
    await until(() => mounted.element.state === 'waiting');
    mounted.call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
    await settle(mounted.element);
    await until(() => parts(mounted.element, 'tile').length === 2);
    return mounted;
  }

  for (const [attribute, value, said] of WRONG)
    it(`is reported once, on one line, and ignored: ${attribute}="${value.slice(0, 30)}"`, async () => {
      const {element, call} = await inCall({[attribute]: value});
      // Rendering again is no reason to say it again.
      call.set({participants: [participant({id: 'ada'}), participant({id: 'ben'})]});
      await until(() => parts(element, 'tile').length === 3);
      expect(errors.map(({code}) => code)).to.deep.equal(['invalid-option']);
      expect(lines).to.have.length(1);
      expect(lines[0]).to.contain(said).and.not.contain('\n');
      expect(element.state).to.equal('connected');
      expect(part(element, 'control-leave')).not.to.equal(null);
    });

  it('is no error: a language without texts is English', async () => {
    const {element} = await inCall({lang: 'tlh'});
    expect(part(element, 'control-leave')!.getAttribute('aria-label')).to.equal('Leave call');
    expect([lines, errors]).to.deep.equal([[], []]);
  });

  it('says that a device has vanished that was still in the menu, and keeps the other one', async () => {
    const device = (deviceId: string) =>
      ({kind: 'videoinput', deviceId, label: deviceId, groupId: '', toJSON: () => ({})}) as MediaDeviceInfo;
    const {element, call} = await mount({room: 'standup'});
    await until(() => element.state === 'lobby');
    call.set({local: localWith({devices: [device('camera-1'), device('camera-2')]})});
    await click(element, 'control-camera-menu');
    const item = await until(() =>
      parts(element, 'menu-item').find(one => one.textContent.includes('camera-2')),
    );
    // It is unplugged now; the browser has not said so yet.
    call.failing = {command: 'setCameraDevice', error: new CallError('device-not-found')};
    item.click();
    await until(() => part(element, 'notice'));
    expect(text(element)).to.match(/device|camera/i);
    expect(element.local.camera.deviceId).to.equal('camera-1');
    expect(part(element, 'menu')).to.equal(null);
    expect(element.state).to.equal('lobby');
  });
});
