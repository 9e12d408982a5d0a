const formats = new Map<string, Intl.NumberFormat>();

/** A value with a unit of `Intl`. Kept for each language and unit: to create one takes longer than to use it. */
function format(lang: string, value: number, unit: string, maximumFractionDigits: number): string {
  const key = `${lang} ${unit}`;
  const style = unit === 'percent' ? 'percent' : 'unit';
  const options: Intl.NumberFormatOptions = {style, maximumFractionDigits};
  if (style === 'unit') Object.assign(options, {unit, unitDisplay: 'short'});
  const formatter = formats.get(key) ?? new Intl.NumberFormat(lang || undefined, options);
  formats.set(key, formatter);
  return formatter.format(value);
}

/** ms, from a second in seconds, and from a minute in minutes. */
export function duration(lang: string, ms: number): string {
  if (ms < 1_000) return format(lang, ms, 'millisecond', 0);
  const isLong = ms >= 60_000;
  return format(lang, ms / (isLong ? 60_000 : 1_000), isLong ? 'minute' : 'second', 1);
}

/** bit/s, in kbit/s or Mbit/s. */
export const bitrate = (lang: string, bits: number): string =>
  bits < 1e6
    ? format(lang, bits / 1e3, 'kilobit-per-second', 0)
    : format(lang, bits / 1e6, 'megabit-per-second', 1);

/** A fraction. */
export const percent = (lang: string, fraction: number): string => format(lang, fraction, 'percent', 1);
