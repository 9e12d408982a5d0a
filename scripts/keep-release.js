// @ts-check
// Replaces the tarballs in test/release/earlier by those of the latest published release. Run it after each release.
import {execFileSync} from 'node:child_process';
import {readdirSync, rmSync} from 'node:fs';
import {fileURLToPath} from 'node:url';

const folder = fileURLToPath(new URL('../test/release/earlier/', import.meta.url));
const packages = ['@rtc-call/engine', 'rtc-call', '@rtc-call/broker'].map(name => `${name}@latest`);

const before = readdirSync(folder).filter(name => name.endsWith('.tgz'));
const args = ['pack', ...packages, '--json', '--pack-destination', folder];
const output = execFileSync('npm', args, {encoding: 'utf8', shell: process.platform === 'win32'});
/** @type {{name: string, version: string, filename: string}[]} */
const packed = JSON.parse(output);
const now = new Set(packed.map(({filename}) => filename.replace(/^@/, '').replaceAll('/', '-')));
for (const name of before.filter(name => !now.has(name))) rmSync(`${folder}${name}`);
console.log(packed.map(({name, version}) => `Kept ${name} ${version}.`).join('\n'));
