/** Removed: control characters, lone surrogates, and marks that reorder or hide others (“txt.exe” as “exe.txt”, UAX #9). */
const HIDDEN = /[\p{Cc}\p{Cs}\p{Zl}\p{Zp}\u00ad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/gu;
/** Replaced: what separates folders, or is not allowed in a name, on some system. */
const FORBIDDEN = /["*/:<>?\\|]/g;
/** Names of devices on Windows, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;
/** The longest name, and the longest extension that is kept, in UTF-16 units. */
const MAX_NAME = 120;
const MAX_EXTENSION = 12;

/** A name that is safe to show, and to save on any system. It keeps its extension if it has to be shortened. */
export function toFileName(name: string): string {
  const clean = name
    .replaceAll(HIDDEN, '')
    .replaceAll(FORBIDDEN, '_')
    .replace(/^[. ]+/, '')
    .replace(/[. ]+$/, '');
  const [extension = ''] = /\.[^. ]{1,11}$/.exec(clean) ?? [];
  const stem = clean.slice(0, clean.length - extension.length);
  // A code point may have two units: no half of one is left.
  const short = stem.slice(0, MAX_NAME - MAX_EXTENSION).replace(/[\ud800-\udbff]$/, '');
  const safe = `${short}${extension}`.replace(/[. ]+$/, '') || 'file';
  return RESERVED.test(safe) ? `_${safe}` : safe;
}

/** A media type (RFC 6838 §4.2) without parameters; empty if it isn't one. */
export const toMediaType = (type: string): string =>
  /^[a-z0-9][\w!#$&^.+-]{0,126}\/[a-z0-9][\w!#$&^.+-]{0,126}/i.exec(type)?.[0].toLowerCase() ?? '';
