import validate from 'validate-npm-package-name';

const DEFAULT_NAME = 'my-call';

/** Folder names that mean something else to npm or Windows. */
const RESERVED = /^(node_modules|favicon\.ico|con|prn|aux|nul|com\d|lpt\d)$/;

/** File systems allow 255 bytes, and a character may have four. */
const MAX_LENGTH = 60;

/** The name of a new folder for any text: `My Cool Call!` is `my-cool-call`. Letters of every script are kept. */
export function folderName(text: string): string {
  const name = slug(text.normalize('NFC'), /[^\p{Letter}\p{Mark}\p{Number}._-]+/gu) || DEFAULT_NAME;
  return RESERVED.test(name) ? `${name}-call` : name;
}

/** A valid npm package name for a folder of any name. */
export function packageName(folder: string): string {
  const ascii = slug(folder.normalize('NFKD').replaceAll(/\p{Mark}/gu, ''), /[^a-z0-9._-]+/g);
  return [ascii, `${ascii}-call`].find(isValid) ?? DEFAULT_NAME;
}

const isValid = (name: string): boolean => validate(name).validForNewPackages;

function slug(text: string, foreign: RegExp): string {
  const name = text
    .toLowerCase()
    .replaceAll(foreign, '-')
    .replace(/^[-._]+/, '');
  return Array.from(name)
    .slice(0, MAX_LENGTH)
    .join('')
    .replace(/[-._]+$/, '');
}
