import {assert, fixture, html} from '@open-wc/testing';
import './define.js';
import {FakeCall, localWith, participant} from './testing/fake-call.js';
import {mount, part, settle, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';
import {registerStrings} from './strings/index.js';

/** An element in the lobby of a room, inside of `around`. */
async function mountIn(
  around: HTMLElement,
  attributes: Readonly<Record<string, string>> = {},
): Promise<RtcCall> {
  const element = document.createElement('rtc-call');
  for (const [name, value] of Object.entries({room: 'standup', ...attributes}))
    element.setAttribute(name, value);
  element.createCall = () => new FakeCall();
  (around.shadowRoot ?? around).append(element);
  await until(() => text(element) !== '');
  return element;
}

const text = (element: RtcCall) =>
  element.shadowRoot!.querySelector('.join-button')?.textContent?.trim() ?? '';
const frame = (element: RtcCall) => element.shadowRoot!.querySelector<HTMLElement>('.frame')!;

describe('The language of the interface', () => {
  const page = document.documentElement;
  const {lang: before} = page;
  afterEach(() => {
    page.lang = before;
    unmount();
  });

  it('is the element’s own, with its direction', async () => {
    const around = await fixture<HTMLElement>(html`<div lang="en" dir="ltr"></div>`);
    const element = await mountIn(around, {lang: 'de'});
    assert.equal(text(element), 'Jetzt teilnehmen');
    assert.deepEqual([frame(element).lang, frame(element).dir], ['de', 'ltr']);
  });

  it('is an ancestor’s, through shadow roots, and the page decides on the direction', async () => {
    const around = await fixture<HTMLElement>(html`<section lang="de-AT"><div></div></section>`);
    const host = around.querySelector('div')!;
    host.attachShadow({mode: 'open'});
    const element = await mountIn(host);
    assert.equal(text(element), 'Jetzt teilnehmen');
    assert.isFalse(frame(element).hasAttribute('dir'));
  });

  it('is that of the place to which the element moves', async function () {
    if (!('moveBefore' in Element.prototype)) this.skip();
    const places = await fixture<HTMLElement>(
      html`<div>
        <p lang="en"></p>
        <p lang="de"></p>
      </div>`,
    );
    const [from, to] = [...places.children] as [
      HTMLElement,
      HTMLElement & {moveBefore(node: Node, next: null): void},
    ];
    const element = await mountIn(from);
    assert.equal(text(element), 'Join now');
    to.moveBefore(element, null);
    await until(() => text(element) === 'Jetzt teilnehmen');
    to.removeAttribute('lang');
    from.append(element);
    await until(() => text(element) === 'Join now');
  });

  it('changes with the document’s, also back to English', async () => {
    page.lang = 'en';
    const element = await mountIn(await fixture<HTMLElement>(html`<div></div>`));
    assert.equal(text(element), 'Join now');
    page.lang = 'de';
    await until(() => text(element) === 'Jetzt teilnehmen');
    page.lang = 'en-GB';
    await until(() => text(element) === 'Join now');
    assert.equal(frame(element).lang, 'en');
  });

  it('is the browser’s if the page has none', async () => {
    page.removeAttribute('lang');
    const element = await mountIn(await fixture<HTMLElement>(html`<div></div>`));
    assert.equal(frame(element).lang, navigator.language.startsWith('de') ? 'de' : 'en');
    assert.equal(frame(element).dir, 'ltr');
  });

  it('is English where there are no texts in a language, from right to left if that is its direction', async () => {
    const element = await mountIn(await fixture<HTMLElement>(html`<div></div>`), {lang: 'he'});
    assert.equal(text(element), 'Join now');
    assert.deepEqual([frame(element).lang, frame(element).dir], ['en', 'rtl']);
  });

  it('has the texts that the page changes, also on a tile of which nothing else has changed', async () => {
    registerStrings('sv', {muted: 'Avstängd'});
    const {element, call} = await mount({room: 'standup', prejoin: 'off', lang: 'sv'});
    const ben = participant({id: 'ben', isMicrophoneMuted: true});
    call.set({state: 'connected', local: localWith(), participants: [ben]});
    await settle(element);
    await until(() => part(element, 'muted')?.getAttribute('aria-label') === 'Avstängd');
    registerStrings('sv', {muted: 'Tyst'});
    element.requestUpdate();
    await element.updateComplete;
    assert.equal(part(element, 'muted')!.getAttribute('aria-label'), 'Tyst');
  });
});
