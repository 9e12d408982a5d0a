import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Our icon names → lucide's. To add an icon, add a line and run `pnpm --filter rtc-call icons`. */
const ICONS = {
  alert: 'triangle-alert',
  camera: 'video',
  cameraOff: 'video-off',
  chat: 'message-square',
  check: 'check',
  close: 'x',
  copy: 'copy',
  fullscreen: 'maximize',
  fullscreenOff: 'minimize',
  hangUp: 'phone-off',
  microphone: 'mic',
  microphoneOff: 'mic-off',
  phone: 'phone',
  screen: 'monitor-up',
  screenOff: 'monitor-x',
  send: 'send-horizontal',
  settings: 'settings',
  speaker: 'volume-2',
  userPlus: 'user-round-plus',
};

const require = createRequire(import.meta.url);
const target = fileURLToPath(new URL('../src/icons.ts', import.meta.url));

/** Converts an SVG element of lucide to path data that starts at an absolute position. @param {string} element */
function pathData(element) {
  const [, tag] = /^<(\w+)/.exec(element) ?? [];
  const attributes = Object.fromEntries(
    [...element.matchAll(/([\w-]+)="([^"]*)"/g)].map(([, name, value]) => [name, value]),
  );
  const {x, y, width, height, rx, cx, cy, r} = Object.fromEntries(
    Object.entries(attributes).map(([name, value]) => [name, Number(value)]),
  );
  if (tag === 'circle') return `M${cx - r} ${cy}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0-${2 * r} 0`;
  if (tag === 'rect') {
    const corner = `a${rx} ${rx} 0 0 1`;
    /** @param {string} letter @param {number} length */
    const side = (letter, length) => (length ? letter + length : '');
    const [across, down] = [width - 2 * rx, height - 2 * rx];
    return [
      `M${x + rx} ${y}${side('h', across)}${corner} ${rx} ${rx}${side('v', down)}`,
      `${corner}-${rx} ${rx}${side('h', -across)}${corner}-${rx}-${rx}${side('v', -down)}${corner} ${rx}-${rx}`,
    ].join('');
  }
  if (tag !== 'path') throw new Error(`pathData() does not support <${tag}>`);
  // Coordinates after a relative start, without a command letter, are relative lines.
  return attributes.d.replace(/^m(-?[\d.]+)[ ,]?(-?[\d.]+)(?=[ ,-])[ ,]?/, 'M$1 $2l').replace(/^m/, 'M');
}

/** The source of `src/icons.ts`, with each icon as one path. */
export function iconsSource() {
  const {version} = require('lucide-static/package.json');
  const entries = Object.entries(ICONS).map(([name, file]) => {
    const source = readFileSync(require.resolve(`lucide-static/icons/${file}.svg`), 'utf8');
    const elements = source.replace(/^[\s\S]*?<svg[\s\S]*?>/, '').match(/<\w[^>]*>/g) ?? [];
    return `  ${name}: '${elements.map(pathData).join('')}',\n`;
  });
  return `// Written by scripts/${basename(import.meta.filename)} from lucide-static ${version}; do not edit.
// Lucide is ISC-licensed, © Lucide Icons and Contributors; parts are MIT, © Cole Bemis (Feather).
import {html, type TemplateResult} from 'lit';

const PATHS = {
${entries.join('')}} as const;

export type IconName = keyof typeof PATHS;

/** An icon in the colour and size of the text around it, hidden from assistive technology. */
export const icon = (name: IconName): TemplateResult =>
  html\`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=\${PATHS[name]} /></svg>\`;
`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, iconsSource());
