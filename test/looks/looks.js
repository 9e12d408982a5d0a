// @ts-check
/**
 * Takes a screenshot of every state of the element in every look: `node test/looks/looks.js [scene …]`.
 * The screenshots are in test-artifacts/looks, for review by people.
 */
import {mkdir} from 'node:fs/promises';
import {createServer} from 'node:http';
import {join} from 'node:path';
import {build} from 'esbuild';
import puppeteer from 'puppeteer-core';
import {chromiumFlags, requireChromium} from '../../scripts/browser.js';

const root = join(import.meta.dirname, '../..');
const target = join(root, 'test-artifacts/looks');

/** Size, colour scheme and direction, by the name used in the file name. */
const LOOKS = {
  light: {width: 1280, height: 800, scheme: 'light', dir: 'ltr'},
  dark: {width: 1280, height: 800, scheme: 'dark', dir: 'ltr'},
  rtl: {width: 1280, height: 800, scheme: 'light', dir: 'rtl'},
  forced: {width: 1280, height: 800, scheme: 'dark', dir: 'ltr'},
  tiny: {width: 240, height: 180, scheme: 'light', dir: 'ltr'},
  'tiny-dark': {width: 240, height: 180, scheme: 'dark', dir: 'ltr'},
  small: {width: 320, height: 240, scheme: 'light', dir: 'ltr'},
  'small-rtl': {width: 320, height: 240, scheme: 'light', dir: 'rtl'},
  landscape: {width: 844, height: 390, scheme: 'light', dir: 'ltr'},
  'landscape-dark': {width: 844, height: 390, scheme: 'dark', dir: 'ltr'},
  '4k': {width: 3840, height: 2160, scheme: 'light', dir: 'ltr'},
  'phone-light': {width: 360, height: 740, scheme: 'light', dir: 'ltr'},
  'phone-dark': {width: 360, height: 740, scheme: 'dark', dir: 'ltr'},
};

const {outputFiles} = await build({
  entryPoints: [join(import.meta.dirname, 'scenes.ts')],
  tsconfig: join(root, 'tsconfig.json'),
  bundle: true,
  format: 'esm',
  target: 'es2022',
  write: false,
});
const page = `<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark">
<style>body{margin:0;padding:min(12px,2vmin);box-sizing:border-box;height:100dvh;display:grid}rtc-call{width:100%;height:100%}</style>
<body><script type="module" src="/scenes.js"></script>`;
const server = createServer((request, response) => {
  const isScript = request.url === '/scenes.js';
  response.setHeader('content-type', isScript ? 'text/javascript' : 'text/html');
  response.end(isScript ? outputFiles[0]?.text : page);
});
await new Promise(resolve => server.listen(0, '127.0.0.1', () => resolve(undefined)));
const {port} = /** @type {import('node:net').AddressInfo} */ (server.address());

const browser = await puppeteer.launch({
  executablePath: requireChromium(),
  args: [...chromiumFlags, '--hide-scrollbars'],
});
try {
  await mkdir(target, {recursive: true});
  const wanted = process.argv.slice(2).filter(argument => !argument.startsWith('--'));
  const looks = process.argv
    .find(argument => argument.startsWith('--looks='))
    ?.slice(8)
    .split(',');
  for (const [look, {width, height, scheme, dir}] of Object.entries(LOOKS)) {
    if (looks && !looks.includes(look)) continue;
    const tab = await browser.newPage();
    tab.on('pageerror', error => console.error(look, error));
    tab.on('console', message => message.type() === 'error' && console.error(look, message.text()));
    await tab.setViewport({
      width,
      height,
      deviceScaleFactor: width < 500 ? 2 : 1,
      hasTouch: width < 500,
      isMobile: width < 500,
    });
    await tab.emulateMediaFeatures([{name: 'prefers-color-scheme', value: scheme}]);
    if (look === 'forced') {
      // Puppeteer has no name for it.
      const features = [{name: 'forced-colors', value: 'active'}];
      await (await tab.createCDPSession()).send('Emulation.setEmulatedMedia', {features});
    }
    await tab.goto(`http://127.0.0.1:${port}/#standup-calm-otter`);
    await tab.evaluate(direction => {
      document.documentElement.dir = direction;
      if (direction === 'rtl') document.documentElement.lang = 'ar';
    }, dir);
    const scenes = /** @type {string[]} */ (await tab.evaluate('scenes'));
    for (const scene of scenes) {
      if (wanted.length > 0 && !wanted.includes(scene)) continue;
      await tab.evaluate(`show(${JSON.stringify(scene)})`);
      await tab.screenshot({path: join(target, `${scene}.${look}.png`)});
    }
    await tab.close();
  }
} finally {
  await browser.close();
  server.close();
}
console.log(`The screenshots are in ${target}`);
