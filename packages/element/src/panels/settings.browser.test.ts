import {expect} from '@open-wc/testing';
import {OnDemand} from '@rtc-call/engine/on-demand';
import {recallChoices, rememberChoices} from '../choices.js';
import {LANGUAGES} from '../strings/languages.js';
import {registerStrings, stringsFor, type Strings} from '../strings/index.js';
import {localWith, participant} from '../testing/fake-call.js';
import {click, expectAccessible, mount, part, settle, text, unmount, until} from '../testing/mount.js';

async function inSettings(attributes: Readonly<Record<string, string>> = {}) {
  const {element, call} = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => element.state === 'waiting');
  call.set({state: 'connected', local: localWith(), participants: [participant({id: 'ada'})]});
  await settle(element);
  await click(element, 'control-settings');
  await until(() => part(element, 'panel-settings'));
  return {element, call};
}

const toggle = (element: HTMLElement, name: string) =>
  element.shadowRoot!.querySelector<HTMLInputElement>(`input[name=${name}]`)!;

/** A language that the element doesn't have. */
const HEBREW = 'he';
const languages = LANGUAGES as Record<string, (typeof LANGUAGES)[string]>;

describe('The settings of <rtc-call>', () => {
  beforeEach(() => localStorage.clear());
  afterEach(() => {
    unmount();
    localStorage.clear();
    delete languages[HEBREW];
  });

  it('are accessible, and can be changed with the keyboard alone', async () => {
    const {element} = await inSettings();
    await expectAccessible(element);
    const mirror = toggle(element, 'mirror');
    mirror.focus();
    expect(element.shadowRoot!.activeElement).to.equal(mirror);
    expect(mirror.tabIndex).to.equal(0);
    expect(part(element, 'test-button')!.tabIndex).to.equal(0);
  });

  it('mirror only my own video, until that is switched off', async () => {
    const {element} = await inSettings();
    const mine = element.shadowRoot!.querySelector<HTMLElement>('.tile.me video')!;
    const other = element.shadowRoot!.querySelector<HTMLElement>('.tile.participant video')!;
    expect(getComputedStyle(mine).scale).to.equal('-1 1');
    toggle(element, 'mirror').click();
    await until(() => getComputedStyle(mine).scale === 'none');
    expect(getComputedStyle(other).scale).to.equal('none');
    expect(recallChoices().mirror).to.equal(false);
  });

  it('change the processing of the microphone and the amount of data at once, and on the next visit', async () => {
    const {element, call} = await inSettings();
    expect(call.options).not.to.have.any.keys('audioProcessing', 'saveData');
    toggle(element, 'saveData').click();
    expect(call.options.saveData).to.equal(true);
    // WebKitGTK captures nothing.
    const supported = navigator.mediaDevices?.getSupportedConstraints() ?? {};
    for (const name of ['noiseSuppression', 'echoCancellation'] as const) {
      expect(Boolean(toggle(element, name))).to.equal(Boolean(supported[name]));
      if (!supported[name]) continue;
      toggle(element, name).click();
      expect(call.options.audioProcessing).to.deep.include({[name]: false});
    }
    rememberChoices({noiseSuppression: true, echoCancellation: false});
    const {element: next, call: later} = await inSettings();
    expect(later.options.saveData).to.equal(true);
    expect(later.options.audioProcessing).to.deep.equal({noiseSuppression: true, echoCancellation: false});
    expect(toggle(next, 'saveData').checked).to.equal(true);
  });

  it('ignore what a script of the page has stored wrongly', async () => {
    localStorage.setItem(
      'rtc-call:choices',
      JSON.stringify({mirror: 'no', saveData: 1, lang: 'xx-??', tones: []}),
    );
    const {element, call} = await inSettings();
    expect(toggle(element, 'mirror').checked).to.equal(true);
    expect(call.options.saveData).to.equal(undefined);
    expect(text(element)).to.include('Mirror my video');
  });

  it('offer each language by its own name, and use the chosen one whatever the page says', async () => {
    const label = 'מראה';
    const texts = Object.assign(Object.create(stringsFor('en')) as Strings, {mirrorVideo: label});
    const loaded = new OnDemand(HEBREW, () => {
      registerStrings(HEBREW, texts);
      return Promise.resolve(texts);
    });
    languages[HEBREW] = {common: loaded, details: loaded};
    const {element} = await inSettings({lang: 'en'});
    const field = part(element, 'language-field') as HTMLSelectElement;
    const names = [...field.options].map(option => option.text);
    expect(names).to.include.members(['Same as the page', 'English', 'עברית']);
    field.value = HEBREW;
    field.dispatchEvent(new Event('change'));
    await until(() => text(element).includes(label));
    expect(element.lang).to.equal('en');
    expect(part(element, 'panel-settings')!.matches(':dir(rtl)')).to.equal(true);
    const {element: next} = await inSettings({lang: 'en'});
    await until(() => text(next).includes(label));
    const again = part(next, 'language-field') as HTMLSelectElement;
    again.value = '';
    again.dispatchEvent(new Event('change'));
    await until(() => text(next).includes('Mirror my video'));
    expect(part(next, 'panel-settings')!.matches(':dir(ltr)')).to.equal(true);
  });

  it('switch the ring tones, unless the page wants none', async () => {
    const {element} = await inSettings();
    toggle(element, 'tones').click();
    expect(recallChoices().tones).to.equal(false);
    const {element: silent} = await inSettings({silent: ''});
    expect(toggle(silent, 'tones')).to.equal(null);
  });

  it('show my video where no other place does', async () => {
    const {element, call} = await inSettings();
    const isShown = () => part(element, 'settings-preview')!.checkVisibility();
    expect(isShown()).to.equal(false);
    element.style.width = '400px';
    await until(isShown);
    element.style.width = '960px';
    await until(() => !isShown());
    await click(element, 'hide-button');
    await until(isShown);
    call.setLocal({camera: {...call.local.camera, isMuted: true}});
    await until(() => !part(element, 'settings-preview'));
  });

  it('show how loud I am, or that I am muted', async () => {
    const {element, call} = await inSettings();
    await until(() => part(element, 'meter')!.firstElementChild);
    call.setLocal({microphone: {...call.local.microphone, isMuted: true}});
    await until(() => text(element).includes('Your microphone is off.'));
  });
});
