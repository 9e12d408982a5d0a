import {expect} from '@open-wc/testing';
import {localWith, participant, type FakeCall} from './testing/fake-call.js';
import {click, mount, part, parts, settle, still, unmount, until} from './testing/mount.js';
import {SCENES, show} from './testing/scenes/index.js';
import type {RtcCall} from './rtc-call.js';

const inCall = (call: FakeCall) =>
  call.set({
    state: 'connected',
    room: 'standup',
    local: localWith(),
    participants: ['Ada', 'Ben', 'Cleo'].map(id => participant({id, displayName: id})),
    messages: [{id: '1', from: 'me', displayName: '', text: 'Hello', time: 0, isMine: true}],
  });

const style = (element: RtcCall, name: string) => getComputedStyle(part(element, name)!);

/** Red, green and blue of a colour as it is drawn, 0 to 255. */
function drawn(color: string): readonly number[] {
  const canvas = Object.assign(document.createElement('canvas'), {width: 1, height: 1});
  const paint = canvas.getContext('2d', {willReadFrequently: true})!;
  paint.fillStyle = color;
  paint.fillRect(0, 0, 1, 1);
  return [...paint.getImageData(0, 0, 1, 1).data].slice(0, 3);
}

/** Relative luminance (WCAG 2.2). */
const luminance = (color: string) =>
  drawn(color)
    .map(channel => channel / 255)
    .map(channel => (channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4))
    .reduce((sum, channel, index) => sum + channel * [0.2126, 0.7152, 0.0722][index]!, 0);

function contrast(one: string, other: string): number {
  const [dark, light] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (light! + 0.05) / (dark! + 0.05);
}

const ACCENTS = [
  'yellow',
  'black',
  'white',
  '#757575',
  '#777',
  '#7f7f7f',
  'gray',
  '#999',
  'red',
  'lime',
  'blue',
  'orange',
  '#0f766e',
  '#e11d48',
  'rebeccapurple',
  'oklch(0.7 0.3 150)',
  'color(display-p3 1 0.9 0)',
  'light-dark(#ffd400, #002b80)',
];

describe('A theme', () => {
  let sheet: CSSStyleSheet;
  beforeEach(() => {
    sheet = new CSSStyleSheet();
    document.adoptedStyleSheets.push(sheet);
  });

  afterEach(() => {
    unmount();
    document.adoptedStyleSheets = document.adoptedStyleSheets.filter(one => one !== sheet);
    document.documentElement.removeAttribute('style');
    document.body.removeAttribute('style');
  });

  for (const scheme of ['light', 'dark'])
    it(`has readable text on every accent, ${scheme}`, async () => {
      const {element, call} = await mount({room: 'standup'});
      inCall(call);
      await click(element, 'control-chat');
      await until(() => part(element, 'control-send'));
      for (const accent of ACCENTS)
        for (const token of ['accent', 'success', 'danger']) {
          sheet.replaceSync(`rtc-call {color-scheme: ${scheme}; --rtc-${token}: ${accent}}`);
          const probe = part(element, 'control-send')!;
          probe.style.cssText = `transition: none; background: var(--_${token}); color: var(--_on-${token})`;
          const {color, backgroundColor} = getComputedStyle(probe);
          expect(
            contrast(color, backgroundColor),
            `${accent}: ${color} on ${backgroundColor}`,
          ).to.be.at.least(4.5);
        }
    });

  for (const scheme of ['light', 'dark'])
    it(`has links and focus rings that are visible with every accent, ${scheme}`, async () => {
      const {element, call} = await mount({room: 'standup'});
      inCall(call);
      await click(element, 'control-chat');
      const panel = await until(() => part(element, 'panel'));
      for (const accent of ACCENTS) {
        sheet.replaceSync(`rtc-call {color-scheme: ${scheme}; --rtc-accent: ${accent}}`);
        const probe = part(element, 'control-close')!;
        probe.style.color = 'var(--_accent-text)';
        const {backgroundColor} = getComputedStyle(panel);
        expect(contrast(getComputedStyle(probe).color, backgroundColor), accent).to.be.at.least(4.5);
      }
    });

  it('uses the text colour that the page sets', async () => {
    sheet.replaceSync('rtc-call {--rtc-accent: yellow; --rtc-on-accent: rgb(1, 2, 3)}');
    const {element, call} = await mount({room: 'standup'});
    call.set({state: 'lobby', local: localWith()});
    await settle(element);
    expect(style(element, 'join-button').color).to.equal('rgb(1, 2, 3)');
  });

  it('sets the width of panels', async () => {
    const {element, call} = await mount({room: 'standup'});
    inCall(call);
    await click(element, 'control-chat');
    const panel = await until(() => part(element, 'panel'));
    const widthOf = async (css: string) => {
      sheet.replaceSync(css);
      await still(element);
      return panel.getBoundingClientRect().width;
    };
    const gap = 10;
    expect(await widthOf('')).to.equal(352 - gap);
    expect(await widthOf('rtc-call {--rtc-panel-width: 280px}')).to.equal(280 - gap);
    expect(await widthOf('rtc-call {--rtc-panel-width: 50%}')).to.equal(480 - gap);
    // The call stays in view.
    expect(await widthOf('rtc-call {--rtc-panel-width: 5000px}')).to.equal(576 - gap);
  });

  it('has no gaps with --rtc-gap: 0', async () => {
    sheet.replaceSync('rtc-call {--rtc-gap: 0}');
    const {element, call} = await mount({room: 'standup'});
    inCall(call);
    await until(() => parts(element, 'tile').length === 4);
    await still(element);
    const [first, second] = parts(element, 'tile').map(tile => tile.getBoundingClientRect());
    expect(second!.left).to.be.closeTo(first!.right, 0.5);
  });

  it('has a scale that depends on the font size of the element only', async () => {
    const {element, call} = await mount({room: 'standup'});
    inCall(call);
    await click(element, 'control-chat');
    await until(() => part(element, 'message-text'));
    const names = ['control', 'name', 'panel-title', 'message-text', 'message-time', 'chat-field'];
    const sizes = async () => {
      await still(element);
      return names.map(name => {
        const {fontSize, paddingInlineStart} = style(element, name);
        return [fontSize, paddingInlineStart].map(parseFloat);
      });
    };
    const before = await sizes();
    document.documentElement.style.fontSize = '10px';
    document.body.style.fontSize = '3rem';
    expect(await sizes()).to.deep.equal(before);
    sheet.replaceSync('rtc-call {font-size: 20px}');
    const larger = await sizes();
    document.documentElement.removeAttribute('style');
    document.body.removeAttribute('style');
    expect(await sizes()).to.deep.equal(larger);
    for (const [index, [font, padding]] of larger.entries()) {
      // The unit is the font size, up to what a small element takes away.
      expect(font! / before[index]![0]!, names[index]!).to.be.closeTo(20 / 16, 0.01);
      expect(padding!, names[index]!).to.be.closeTo((before[index]![1]! * 20) / 16, 1);
    }
  });
});

describe('Every view', () => {
  // In several tests, since each has to be in time, in WebKit too.
  const GROUPS = 16;
  const names = Object.keys(SCENES);
  const size = Math.ceil(names.length / GROUPS);
  const groups = Array.from({length: GROUPS}, (_, index) => names.slice(index * size, (index + 1) * size));
  const visited = new Set<string>();
  const seen = new Set<string>();
  let place: HTMLElement;

  beforeEach(() => {
    place = document.createElement('div');
    place.style.cssText = 'width: 1280px; height: 800px; display: grid; --rtc-radius: 0';
    document.body.append(place);
  });
  afterEach(() => place.remove());

  async function see(name: string) {
    const element = await show(name, place);
    visited.add(name);
    for (const box of element.shadowRoot!.querySelectorAll('[part]'))
      for (const one of box.part) seen.add(one);
    return element;
  }

  /** What has a corner that is not square. */
  const round = ({shadowRoot}: RtcCall) =>
    [...shadowRoot!.querySelectorAll('*')]
      .flatMap(box => [undefined, '::before', '::after'].map(pseudo => [box, pseudo] as const))
      .filter(([box, pseudo]) => getComputedStyle(box, pseudo).borderRadius !== '0px')
      .map(([box, pseudo = '']) => `${box.localName}.${box.getAttribute('class')}${pseudo}`);

  for (const [index, group] of groups.entries())
    it(`is square with --rtc-radius: 0, part ${index + 1}`, async () => {
      for (const name of group) {
        const element = await see(name);
        expect([...new Set(round(element))], name).to.deep.equal([]);
      }
    }).timeout(60_000);

  it('has every documented part somewhere', async () => {
    // Those that the tests above have not shown, if they did not run.
    for (const name of names) if (!visited.has(name)) await see(name);
    // Here, not all fit on one page.
    place.style.cssText = 'width: 360px; height: 480px; display: grid';
    await see('twenty-five-people');
    const manifest = await (await fetch(new URL('../custom-elements.json', import.meta.url))).json();
    const documented: string[] = manifest.modules
      .flatMap((module: {declarations: unknown[]}) => module.declarations)[0]
      .cssParts.map((one: {name: string}) => one.name);
    // What a browser can't do has no button there.
    if (!('documentPictureInPicture' in window)) seen.add('control-auto-picture-in-picture');
    expect(documented.filter(name => !seen.has(name))).to.deep.equal([]);
    // The parts of buttons with a menu serve to return the focus.
    const undocumented = [...seen].filter(name => !documented.includes(name) && !name.endsWith('-menu'));
    expect(undocumented).to.deep.equal([]);
  }).timeout(300_000);
});
