import {CallError} from '@rtc-call/engine/errors';
import {iceServersProblem} from '@rtc-call/engine/ice-servers';
import {isHostKey, isPeerId, toDisplayName, toRoomName} from '@rtc-call/engine/names';
import {didYouMean, misspelt} from './spelling.js';

export const LAYOUTS = ['auto', 'grid', 'speaker'] as const;
export type Layout = (typeof LAYOUTS)[number];

/** Whether there are connection details; `page`: open from the start, with explanations. */
export const FLOWS = ['on', 'off', 'page'] as const;
export type Flow = (typeof FLOWS)[number];

/** Features that are on unless their attribute is `off`. */
export const FEATURES = [
  'audio',
  'video',
  'prejoin',
  'chat',
  'screenshare',
  'invite',
  'settings',
  'shortcuts',
  'ringVideo',
] as const;
export type Feature = (typeof FEATURES)[number];

/** The controls that the attribute `controls` can name. */
export const CONTROL_NAMES = [
  'microphone',
  'camera',
  'screenshare',
  'chat',
  'people',
  'hand',
  'reactions',
  'copy-link',
  'layout',
  'picture-in-picture',
  'auto-picture-in-picture',
  'fullscreen',
  'settings',
  'flow',
  'shortcuts',
  'more',
  'leave',
] as const;
export type ControlName = (typeof CONTROL_NAMES)[number];

/** The attribute of a feature, such as `ring-video` for `ringVideo`. */
export const attributeOf = (name: Feature) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** The properties as the page set them, unchecked: frameworks and scripts set anything, also null, undefined and numbers. */
export type Attributes = {
  readonly [
    name in
      | Feature
      | 'broker'
      | 'token'
      | 'room'
      | 'roomLabel'
      | 'hostKey'
      | 'peerId'
      | 'to'
      | 'displayName'
      | 'layout'
      | 'flow'
      | 'controls'
      | 'lang'
      | 'link'
      | 'relayOnly'
      | 'ringCamera'
      | 'silent'
      | 'iceServers'
  ]: unknown;
};

/** The validated options. */
export interface Options {
  /** Absolute URL of the broker's prefix, without a slash at the end. */
  readonly broker: string;
  readonly token: string | undefined;
  readonly room: string | undefined;
  /** What people see as the room's name, which itself is never shown: it may be a secret. */
  readonly roomLabel: string | undefined;
  /** Whoever presents it when entering the room is a host there. */
  readonly hostKey: string | undefined;
  readonly peerId: string | undefined;
  readonly to: string | undefined;
  readonly displayName: string | undefined;
  readonly layout: Layout;
  readonly flow: Flow;
  /** The controls to show, in this order; undefined for all of them. */
  readonly controls: readonly ControlName[] | undefined;
  /** A canonical BCP 47 tag. */
  readonly lang: string | undefined;
  /** Absolute URL to share instead of the page's. */
  readonly link: string | undefined;
  readonly relayOnly: boolean;
  readonly ringCamera: boolean;
  readonly silent: boolean;
  readonly iceServers: RTCIceServer[] | undefined;
  readonly features: ReadonlySet<Feature>;
}

let servedFrom: string | undefined;

/** Sets the broker of elements without a `broker` attribute. Initially `/rtc` on the page's origin. */
export function setDefaultBroker(url: string) {
  servedFrom = url;
}

/**
 * Reads the properties. Each invalid one, and each of the attributes in `present` that is a misspelt one of `known`,
 * becomes a CallError `invalid-option` and is treated as not set. So are null, undefined and the empty string, which are no
 * mistake. Relative URLs are resolved against `base`.
 */
export function readOptions(
  attributes: Attributes,
  present: readonly string[] = [],
  known: readonly string[] = [],
  base = globalThis.document?.baseURI,
): {options: Options; problems: CallError[]} {
  const problems: CallError[] = [];
  const report = (detail: string) => void problems.push(new CallError('invalid-option', {detail}));
  /** The value of an attribute as `parse` returns it; undefined if it is not set, or if `parse` does not accept it. */
  const read = <T>(name: string, value: unknown, parse: (text: string) => T | undefined, allowed: string) => {
    const text = asText(value);
    if (text === '') return undefined;
    const parsed = parse(text);
    if (parsed === undefined) report(`${name}="${text}": ${allowed}`);
    return parsed;
  };
  const oneOf = <T extends string>(name: string, value: unknown, choices: readonly T[]) =>
    read(
      name,
      value,
      text => choices.find(choice => choice === text),
      `use one of ${choices.join(', ')}${didYouMean(asText(value), choices)}`,
    );
  /** A list of names. Unknown ones are reported and ignored; if none is left, the list is not set. */
  const names = <T extends string>(name: string, value: unknown, choices: readonly T[]) => {
    const words = asText(value)
      .split(/[\s,]+/)
      .filter(Boolean);
    const known = words.flatMap(word => oneOf(name, word, choices) ?? []);
    return known.length > 0 ? [...new Set(known)] : undefined;
  };
  const peerId = (name: string, value: unknown) =>
    read(
      name,
      value,
      text => (isPeerId(text) ? text : undefined),
      '1 to 64 letters and digits, single spaces, - or _ between them',
    );
  const fallback = toUrl(servedFrom ?? '/rtc', base) ?? '';
  const room = read(
    'room',
    attributes.room,
    text => toRoomName(text) ?? undefined,
    '1 to 128 characters, no control characters',
  );
  const hostKey = asText(attributes.hostKey) || undefined;
  // Not with its value: a part of a key is as secret as the key.
  if (hostKey && !isHostKey(hostKey)) report('host-key: 32 letters a to z and digits 2 to 7');
  const options: Options = {
    broker: withoutQuery(
      read(
        'broker',
        attributes.broker,
        text => toUrl(text, base),
        'an http or https URL, such as https://calls.example.com/rtc',
      ) ?? fallback,
    ),
    token: asText(attributes.token) || undefined,
    room,
    roomLabel: toDisplayName(asText(attributes.roomLabel)) || undefined,
    hostKey: isHostKey(hostKey) ? hostKey : undefined,
    peerId: peerId('peer-id', attributes.peerId),
    to: peerId('to', attributes.to),
    displayName: toDisplayName(asText(attributes.displayName)) || undefined,
    layout: oneOf('layout', attributes.layout, LAYOUTS) ?? 'auto',
    flow: oneOf('flow', attributes.flow, FLOWS) ?? 'on',
    controls: names('controls', attributes.controls, CONTROL_NAMES),
    lang: read('lang', attributes.lang, toLanguage, 'a BCP 47 tag, such as en or pt-BR'),
    link: read('link', attributes.link, text => toUrl(text, base), 'an http or https URL'),
    relayOnly: Boolean(attributes.relayOnly),
    ringCamera: Boolean(attributes.ringCamera),
    silent: Boolean(attributes.silent),
    iceServers: undefined,
    features: new Set(
      FEATURES.filter(name => oneOf(attributeOf(name), attributes[name], ['on', 'off'] as const) !== 'off'),
    ),
  };
  const iceServers = attributes.iceServers ?? undefined;
  const problem = iceServers === undefined ? null : iceServersProblem(iceServers);
  if (problem) report(`iceServers: ${problem}`);
  for (const {name, meant} of misspelt(present, known))
    report(`${name}: no such attribute; did you mean ${meant}?`);
  return {
    options: problem ? options : {...options, iceServers: iceServers as RTCIceServer[] | undefined},
    problems,
  };
}

/** The canonical form of a BCP 47 tag; undefined if it is none, which `Intl` would throw on. */
export function toLanguage(tag: string): string | undefined {
  if (!tag) return undefined;
  try {
    return Intl.getCanonicalLocales(tag)[0];
  } catch {
    return undefined;
  }
}

function asText(value: unknown): string {
  if (typeof value === 'string') return value;
  return typeof value === 'number' || typeof value === 'boolean' ? String(value) : '';
}

/** An absolute http or https URL. */
function toUrl(value: string, base: string | undefined): string | undefined {
  try {
    const {href, protocol} = new URL(value, base);
    return /^https?:$/.test(protocol) ? href : undefined;
  } catch {
    return undefined;
  }
}

const withoutQuery = (url: string) => url.replace(/[?#].*$/, '').replace(/\/$/, '');
