import {CallError} from '@rtc-call/engine/errors';
import {isPeerId, toDisplayName, toRoomName} from '@rtc-call/engine/names';

export const LAYOUTS = ['auto', 'grid', 'speaker'] as const;
export type Layout = (typeof LAYOUTS)[number];

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

/** The attribute of a feature, such as `ring-video` for `ringVideo`. */
export const attributeOf = (name: Feature) => name.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);

/** The attributes as the page wrote them, unchecked. */
export type Attributes = {readonly [name in Feature]: string} & {
  readonly broker: string;
  readonly token: string;
  readonly room: string;
  readonly peerId: string;
  readonly to: string;
  readonly displayName: string;
  readonly layout: string;
  readonly relayOnly: boolean;
  readonly ringCamera: boolean;
  readonly iceServers: RTCIceServer[] | undefined;
};

/** The validated options. */
export interface Options {
  /** Absolute URL of the broker's prefix, without a slash at the end. */
  readonly broker: string;
  readonly token: string | undefined;
  readonly room: string | undefined;
  readonly peerId: string | undefined;
  readonly to: string | undefined;
  readonly displayName: string | undefined;
  readonly layout: Layout;
  readonly relayOnly: boolean;
  readonly ringCamera: boolean;
  readonly iceServers: RTCIceServer[] | undefined;
  readonly features: ReadonlySet<Feature>;
}

let servedFrom: string | undefined;

/** Sets the broker of elements without a `broker` attribute. Initially `/rtc` on the page's origin. */
export function setDefaultBroker(url: string) {
  servedFrom = url;
}

/**
 * Reads the attributes. Each invalid one becomes a CallError `invalid-option` and is treated as not set. A relative
 * `broker` is resolved against `base`.
 */
export function readOptions(
  attributes: Attributes,
  base = globalThis.document?.baseURI,
): {options: Options; problems: CallError[]} {
  const problems: CallError[] = [];
  const check = (name: string, value: string, isValid: boolean, allowed: string) => {
    if (value === '') return false;
    if (!isValid) problems.push(new CallError('invalid-option', {detail: `${name}="${value}": ${allowed}`}));
    return isValid;
  };
  const peerId = (name: string, value: string) =>
    check(name, value, isPeerId(value), '1 to 64 letters and digits, single spaces, - or _ between them')
      ? value
      : undefined;
  const {broker, layout} = attributes;
  const room = toRoomName(attributes.room);
  check('room', attributes.room, room !== null, '1 to 128 characters, no control characters');
  const isLayout = check('layout', layout, isOneOf(LAYOUTS, layout), `use one of ${LAYOUTS.join(', ')}`);
  const isFeatureOn = (name: Feature) => {
    const value = attributes[name];
    const isValid = check(attributeOf(name), value, value === 'on' || value === 'off', 'use "on" or "off"');
    return !(isValid && value === 'off');
  };
  const brokerUrl = toUrl(broker || servedFrom || '/rtc', base);
  const options: Options = {
    broker:
      brokerUrl && check('broker', brokerUrl, /^https?:/.test(brokerUrl), 'an http or https URL')
        ? brokerUrl
        : (toUrl(servedFrom ?? '/rtc', base) ?? ''),
    token: attributes.token || undefined,
    room: room ?? undefined,
    peerId: peerId('peer-id', attributes.peerId),
    to: peerId('to', attributes.to),
    displayName: toDisplayName(attributes.displayName) || undefined,
    layout: isLayout ? (layout as Layout) : 'auto',
    relayOnly: attributes.relayOnly,
    ringCamera: attributes.ringCamera,
    iceServers: attributes.iceServers,
    features: new Set(FEATURES.filter(isFeatureOn)),
  };
  if (!brokerUrl) check('broker', broker, false, 'a URL, such as https://calls.example.com/rtc');
  return {options, problems};
}

function isOneOf<T extends string>(list: readonly T[], value: string): value is T {
  return (list as readonly string[]).includes(value);
}

function toUrl(value: string, base: string | undefined): string | undefined {
  try {
    const url = new URL(value, base);
    url.search = url.hash = '';
    return url.href.replace(/\/$/, '');
  } catch {
    return undefined;
  }
}
