import {readFileSync, writeFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {basename} from 'node:path';
import {fileURLToPath} from 'node:url';

/** Our name for an icon → lucide's. A new icon is a line here and `pnpm --filter rtc-call icons`. */
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

/** The source of `src/icons.ts`: each icon's inner SVG, whitespace removed. */
export function iconsSource() {
  const {version} = require('lucide-static/package.json');
  const entries = Object.entries(ICONS).map(([name, file]) => {
    const source = readFileSync(require.resolve(`lucide-static/icons/${file}.svg`), 'utf8');
    const inner = source
      .replace(/^[\s\S]*?<svg[\s\S]*?>/, '')
      .replace('</svg>', '')
      .replace(/\s*\n\s*/g, '')
      .replace(/ \/>/g, '/>');
    return `  ${name}: svg\`${inner}\`,\n`;
  });
  return `// Written by scripts/${basename(import.meta.filename)} from lucide-static ${version}; do not edit.
// Lucide is ISC-licensed, © Lucide Icons and Contributors; parts are MIT, © Cole Bemis (Feather).
import {html, svg, type TemplateResult} from 'lit';

const SHAPES = {
${entries.join('')}} as const;

export type IconName = keyof typeof SHAPES;

/** An icon in the colour and size of the text around it, hidden from assistive technology. */
export const icon = (name: IconName): TemplateResult =>
  html\`<svg class="icon" viewBox="0 0 24 24" aria-hidden="true">\${SHAPES[name]}</svg>\`;
`;
}

if (process.argv[1] === import.meta.filename) writeFileSync(target, iconsSource());
