/** The building blocks of the options schema: types of values, each with its error message. */
import {isIP} from 'node:net';
import * as v from 'valibot';
import {canonicalOrigin} from '../origin.js';

export const whole = (min: number, max: number) =>
  v.pipe(
    v.number(`expected a number from ${min} to ${max}`),
    v.check(
      value => Number.isInteger(value) && value >= min && value <= max,
      `expected a whole number from ${min} to ${max}`,
    ),
  );

export const limit = (fallback: number, description: string, max = 10_000_000) =>
  v.pipe(v.optional(whole(1, max), fallback), v.description(description));

export const isUrl = (value: string, ...protocols: string[]): boolean =>
  URL.canParse(value) && protocols.includes(new URL(value).protocol);

export const isAddressRange = (value: string): boolean => {
  const [address = '', bits, ...rest] = value.split('/');
  const width = {0: 0, 4: 32, 6: 128}[isIP(address)] ?? 0;
  return (
    width > 0 && rest.length === 0 && (bits === undefined || (/^\d+$/.test(bits) && Number(bits) <= width))
  );
};

export const text = (description: string, check: (value: string) => boolean, expected: string) =>
  v.pipe(
    v.string(`expected ${expected}`),
    v.check(check, `expected ${expected}`),
    v.description(description),
  );

export const list = (description: string, check: (value: string) => boolean, expected: string) =>
  v.pipe(
    v.array(
      v.pipe(v.string(`expected ${expected}`), v.check(check, `expected ${expected}`)),
      `expected a list of ${expected}`,
    ),
    v.description(description),
  );

export const isOrigin = (value: string): boolean => value === '*' || canonicalOrigin(value) !== undefined;
export const isStun = (value: string): boolean => /^stuns?:[^\s/?]+$/.test(value);
export const isTurn = (value: string): boolean => /^turns?:[^\s/?]+(\?transport=(udp|tcp))?$/.test(value);
export const isSecret = (value: string): boolean => Buffer.byteLength(value) >= 32;
