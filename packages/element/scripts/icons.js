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
  chevronUp: 'chevron-up',
  check: 'check',
  close: 'x',
  copy: 'copy',
  eye: 'eye',
  flow: 'activity',
  fullscreen: 'maximize',
  fullscreenOff: 'minimize',
  grow: 'maximize-2',
  hand: 'hand',
  hangUp: 'phone-off',
  microphone: 'mic',
  microphoneOff: 'mic-off',
  more: 'ellipsis-vertical',
  move: 'move',
  phone: 'phone',
  reactions: 'smile-plus',
  screen: 'monitor-up',
  screenOff: 'monitor-x',
  send: 'send-horizontal',
  settings: 'settings',
  shrink: 'minimize-2',
  speaker: 'volume-2',
  userPlus: 'user-round-plus',
  users: 'users-round',
};

/** The icons that only panels show: they are loaded with the first panel. */
const PANEL_ICONS = {
  arrowDown: 'arrow-down',
  download: 'download',
  file: 'file',
  lock: 'lock',
  paperclip: 'paperclip',
  pin: 'pin',
  retry: 'rotate-cw',
  smile: 'smile',
};

/** The icons of the "more" menu, which are loaded with it. */
const MENU_ICONS = {
  gridView: 'layout-grid',
  keyboard: 'keyboard',
  pictureInPicture: 'picture-in-picture-2',
  speakerView: 'gallery-vertical-end',
};

/** The icons of a room with a door, which are loaded with what hosts see (door/). */
const DOOR_ICONS = {
  door: 'door-open',
  lock: 'lock',
  userLock: 'user-lock',
  userRemove: 'user-round-minus',
};

/** The icons of the check that a call is private, which are loaded with it (verification/). */
const VERIFICATION_ICONS = {
  shieldAlert: 'shield-alert',
  shieldCheck: 'shield-check',
};

/** The icons of views/stage-tools.ts. */
const STAGE_ICONS = {
  chevron: 'chevron-right',
  fit: 'scan',
  minus: 'minus',
  pin: 'pin',
  plus: 'plus',
};

const require = createRequire(import.meta.url);
const folder = new URL('../src/', import.meta.url);

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

/** The entries of a table of paths. @param {Record<string, string>} icons */
const entries = icons =>
  Object.entries(icons)
    .map(([name, file]) => {
      const source = readFileSync(require.resolve(`lucide-static/icons/${file}.svg`), 'utf8');
      const elements = source.replace(/^[\s\S]*?<svg[\s\S]*?>/, '').match(/<\w[^>]*>/g) ?? [];
      return `  ${name}: '${elements.map(pathData).join('')}',\n`;
    })
    .join('');

/** The sources of the files with icons, by their paths in `src`, with each icon as one path. */
export function iconsSources() {
  const {version} = require('lucide-static/package.json');
  const header = `// Written by scripts/${basename(import.meta.filename)} from lucide-static ${version}; do not edit.
// Lucide is ISC-licensed, © Lucide Icons and Contributors; parts are MIT, © Cole Bemis (Feather).`;
  return {
    'icons.ts': `${header}
import {html, type TemplateResult} from 'lit';
import type {DoorIconName} from './door/icons.js';
import type {MenuIconName} from './menu-icons.js';
import type {VerificationIconName} from './verification/icons.js';

const PATHS = {
${entries(ICONS)}};

export type IconName = keyof typeof PATHS | MenuIconName | DoorIconName | VerificationIconName;

/** Adds icons, before the code that shows them runs. */
export const addIcons = (paths: {readonly [name in IconName]?: string}) => Object.assign(PATHS, paths);

/** An icon in the colour and size of the text around it, hidden from assistive technology. */
export const icon = (name: IconName): TemplateResult => drawn((PATHS as Record<IconName, string>)[name]);

/** The same for an icon of another table. */
export const drawn = (path: string): TemplateResult =>
  html\`<svg class="icon" part="icon" viewBox="0 0 24 24" aria-hidden="true"><path d=\${path} /></svg>\`;
`,
    'panels/icons.ts': `${header}
import {drawn} from '../icons.js';

const PATHS = {
${entries(PANEL_ICONS)}} as const;

/** Like \`icon()\`, for the icons that only panels show. */
export const panelIcon = (name: keyof typeof PATHS) => drawn(PATHS[name]);
`,
    'door/icons.ts': `${header}
export const doorIcons = {
${entries(DOOR_ICONS)}};

export type DoorIconName = keyof typeof doorIcons;
`,
    'verification/icons.ts': `${header}
export const verificationIcons = {
${entries(VERIFICATION_ICONS)}};

export type VerificationIconName = keyof typeof verificationIcons;
`,
    'menu-icons.ts': `${header}
export const menuIcons = {
${entries(MENU_ICONS)}};

export type MenuIconName = keyof typeof menuIcons;
`,
    'views/stage-icons.ts': `${header}
import {drawn} from '../icons.js';

const PATHS = {
${entries(STAGE_ICONS)}} as const;

/** Like \`icon()\`, for the icons that only the stage's tools show. */
export const stageIcon = (name: keyof typeof PATHS) => drawn(PATHS[name]);
`,
  };
}

if (process.argv[1] === import.meta.filename)
  for (const [path, source] of Object.entries(iconsSources()))
    writeFileSync(fileURLToPath(new URL(path, folder)), source);
