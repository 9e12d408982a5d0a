// Copies the templates into create-rtc-call before it is packed (`copy`), and removes them afterwards (`remove`).
import {cpSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const templates = fileURLToPath(new URL('../templates', import.meta.url));
const packed = fileURLToPath(new URL('../packages/create-rtc-call/templates', import.meta.url));

rmSync(packed, {recursive: true, force: true});
if (process.argv[2] === 'copy') {
  cpSync(templates, packed, {recursive: true, filter: source => !source.endsWith('node_modules')});
}
