// Copies the templates into create-rtc-call before it is packed (`copy`), and removes them afterwards (`remove`).
import {cpSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const templates = fileURLToPath(new URL('../templates', import.meta.url));
const packed = fileURLToPath(new URL('../packages/create-rtc-call/templates', import.meta.url));

rmSync(packed, {recursive: true, force: true});
if (process.argv[2] === 'copy') {
  // A template may have been tried here.
  cpSync(templates, packed, {
    recursive: true,
    filter: path => !/[\\/](node_modules|dist|\.next)$/.test(path),
  });
}
