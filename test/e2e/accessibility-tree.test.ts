import {join} from 'node:path';
import puppeteer, {type Browser, type SerializedAXNode} from 'puppeteer-core';
import {afterAll, beforeAll, describe, expect, it} from 'vitest';
import {chromiumFlags, requireChromium} from '../../scripts/browser.js';
import {openStudio, type Studio} from '../looks/studio.js';

/** What a screen reader reads, one line for each node: its role, its name, and its state. */
function linesOf(node: SerializedAXNode, depth = 0): string[] {
  const {role, name, value, description, children: all = [], ...more} = node;
  // What the live region has said is checked word for word in announcements.browser.test.ts.
  const children = role === 'log' && !name ? [] : all;
  const states = Object.entries(more)
    .filter(([key, state]) => SHOWN.has(key) && state !== undefined)
    .map(([key, state]) => (state === true ? key : `${key}=${String(state)}`));
  const own = [
    role,
    ...(name ? [JSON.stringify(name)] : []),
    ...(value === undefined || value === name ? [] : [`value=${JSON.stringify(value)}`]),
    ...(description ? [`description=${JSON.stringify(description)}`] : []),
    ...states,
  ].join(' ');
  // A text that only repeats the name of what it is in says nothing new.
  const inner = children.filter(child => !(child.role === 'StaticText' && child.name === name));
  return [`${'  '.repeat(depth)}${own}`, ...inner.flatMap(child => linesOf(child, depth + 1))];
}

const SHOWN = new Set([
  'disabled',
  'expanded',
  'focused',
  'level',
  'pressed',
  'checked',
  'modal',
  'multiline',
  'readonly',
]);

let browser: Browser;
let studio: Studio;

beforeAll(async () => {
  browser = await puppeteer.launch({executablePath: requireChromium(), args: chromiumFlags});
  studio = await openStudio(browser, join(import.meta.dirname, '../..'));
});

afterAll(async () => {
  await studio?.close();
  await browser?.close();
});

describe('A screen reader reads', () => {
  it.each(['lobby-people', 'five-people', 'captions', 'chat'])('%s', async scene => {
    const page = await studio.show({scene, size: 'desktop', look: 'light'});
    // Times are those of this zone from the next scene on.
    await page.emulateTimezone('UTC');
    await studio.show({scene, size: 'desktop', look: 'light'});
    const tree = await page.accessibility.snapshot();
    const text = `${linesOf(tree!).join('\n')}\n`;
    await expect(text).toMatchFileSnapshot(`accessibility/${scene}.txt`);
  });
});

describe('In forced colours', () => {
  const styleOf = (selector: string, pseudo?: string) => {
    const element = document.querySelector('rtc-call')!.shadowRoot!.querySelector(selector)!;
    const {borderTopWidth, borderTopColor, fontStyle} = getComputedStyle(element, pseudo);
    return {width: parseFloat(borderTopWidth), colour: borderTopColor, fontStyle};
  };

  it('a thick border marks who is speaking, and nobody else has one', async () => {
    const page = await studio.show({scene: 'five-people', size: 'desktop', look: 'forced'});
    expect(await page.evaluate(() => matchMedia('(forced-colors: active)').matches)).toBe(true);
    const speaking = await page.evaluate(styleOf, '.tile.speaking', '::after');
    const silent = await page.evaluate(styleOf, '.tile:not(.speaking)', '::after');
    expect(speaking.width).toBeGreaterThanOrEqual(4);
    expect(silent.width).toBe(0);
    const edge = await page.evaluate(styleOf, '.tile.speaking');
    expect(speaking.colour).not.toBe(edge.colour);
  });

  it('captions have an edge, and interim ones look different', async () => {
    const page = await studio.show({scene: 'captions', size: 'desktop', look: 'forced'});
    expect((await page.evaluate(styleOf, '.captions')).width).toBeGreaterThan(0);
    expect((await page.evaluate(styleOf, '.interim')).fontStyle).toBe('italic');
    expect((await page.evaluate(styleOf, '.caption-lines > p:not(.interim)')).fontStyle).toBe('normal');
  });
});

describe('On a touch screen', () => {
  it.each([
    'lobby-people',
    'two-people-and-a-missed-call',
    'verify-room',
    'host-people-crowd',
    'chat-scrolled',
    'lobby-settings',
    'flow-page',
  ])('everything that is pressed has at least 44 pixels: %s', async scene => {
    const page = await studio.show({scene, size: 'phone', look: 'light'});
    const small = await page.evaluate(() => {
      const {shadowRoot} = document.querySelector('rtc-call')!;
      return [
        ...shadowRoot!.querySelectorAll<HTMLElement>(
          'button, select, summary, textarea, .switch, label:has(input)',
        ),
      ]
        .filter(one => one.checkVisibility({visibilityProperty: true}))
        .map(one => ({one, box: one.getBoundingClientRect()}))
        .filter(({box}) => Math.min(box.width, box.height) < 43.5)
        .map(({one, box}) => `${one.outerHTML.slice(0, 120)}: ${box.width} × ${box.height}`);
    });
    expect(small).toEqual([]);
  });
});
