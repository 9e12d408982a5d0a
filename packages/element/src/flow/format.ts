const formats = new Map<string, Intl.NumberFormat>();

/** Kept for each language and unit: to create one takes longer than to use it. */
function format(lang: string, value: number, options: Intl.NumberFormatOptions): string {
  const key = `${lang} ${options.unit ?? options.style}`;
  const formatter = formats.get(key) ?? new Intl.NumberFormat(lang || undefined, options);
  formats.set(key, formatter);
  return formatter.format(value);
}

/** ms, from a second in seconds, and from a minute in minutes. */
export function duration(lang: string, ms: number): string {
  const inUnit = (unit: string, value: number, maximumFractionDigits: number) =>
    format(lang, value, {style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits});
  if (ms < 1_000) return inUnit('millisecond', ms, 0);
  return ms < 60_000 ? inUnit('second', ms / 1_000, 2) : inUnit('minute', ms / 60_000, 1);
}

/** bit/s, in kbit/s or Mbit/s. */
export function bitrate(lang: string, bits: number): string {
  const isLarge = bits >= 1e6;
  const unit = isLarge ? 'megabit-per-second' : 'kilobit-per-second';
  const maximumFractionDigits = isLarge ? 1 : 0;
  return format(lang, bits / (isLarge ? 1e6 : 1e3), {style: 'unit', unit, maximumFractionDigits});
}

/** A fraction. */
export const percent = (lang: string, fraction: number): string =>
  format(lang, fraction, {style: 'percent', maximumFractionDigits: 1});
