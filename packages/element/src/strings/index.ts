/**
 * The texts of the element. English is the fallback for every language, and comes in parts: each file of this folder is
 * loaded with the code that shows its texts, and added by that code with `addStrings()`. Another language is two files: one for
 * every call, and the details.
 */
import type {CallError} from '@rtc-call/engine';
import type {AnnouncementStrings} from './announcements.js';
import {base, type BaseStrings} from './base.js';
import type {CaptionStrings} from './captions.js';
import type {ChatStrings} from './chat.js';
import type {ControlStrings} from './controls.js';
import type {DeviceName, ErrorStrings} from './errors.js';
import type {FlowGuideStrings} from './flow-guide.js';
import type {FlowStrings} from './flow.js';
import type {DoorStrings} from './door.js';
import type {DeclineStrings} from './decline.js';
import type {LobbyStrings} from './lobby.js';
import type {MenuStrings} from './menus.js';
import type {LanLinkStrings} from './lan-link.js';
import type {MissedStrings} from './missed.js';
import type {RingingStrings} from './ringing.js';
import type {PictureInPictureStrings} from './picture-in-picture.js';
import type {PeopleStrings} from './people.js';
import type {SettingsStrings} from './settings.js';
import type {StageStrings} from './stage.js';
import type {VerificationStrings} from './verification.js';
import type {ViewStrings} from './views.js';

/** The texts in one language that a call may need. */
export interface CommonStrings
  extends
    BaseStrings,
    ViewStrings,
    LobbyStrings,
    RingingStrings,
    DeclineStrings,
    LanLinkStrings,
    MissedStrings,
    CaptionStrings,
    ChatStrings,
    PeopleStrings,
    SettingsStrings,
    StageStrings,
    ControlStrings,
    AnnouncementStrings,
    MenuStrings,
    PictureInPictureStrings {}

/** The texts in one language that few calls need: for errors, for the connection details, and for a room with a door. */
export interface DetailStrings extends ErrorStrings, FlowStrings, FlowGuideStrings, DoorStrings {
  readonly errors: BaseStrings['errors'];
}

/** All texts in one language. */
export interface Strings extends CommonStrings, DetailStrings, VerificationStrings {
  readonly errors: BaseStrings['errors'];
}

/** English, as far as it is loaded. */
export const en = {...base} as Strings;

interface Language {
  readonly strings: Strings;
  /** The same texts, in a new object after each change: what is rendered again only if something has changed compares it. */
  shown: Strings;
  /** What the page has changed. */
  own: Partial<Strings>;
}

const languages = new Map<string, Language>([['en', {strings: en, shown: en, own: {}}]]);

/** What was found for each tag, until there are other texts: each render asks. */
const found = new Map<string, Strings>();

/** Adds texts in place; what the page has changed stays. `lang` is in lower case. */
export function addStrings(part: Partial<Strings>, lang = 'en') {
  const {strings, own} = languageOf(lang);
  // Two parts have texts for errors.
  const errors = {...strings.errors, ...part.errors, ...own.errors};
  Object.assign(strings, part, own, {errors});
  found.clear();
  // All, because English may be shown in every language.
  for (const language of languages.values()) language.shown = Object.create(language.strings) as Strings;
}

/** English is the prototype of every language, so that texts without a translation, and later parts, are found. */
function languageOf(key: string): Language {
  let language = languages.get(key);
  if (!language) {
    const strings = Object.create(en) as Strings;
    language = {strings, shown: strings, own: {}};
    languages.set(key, language);
  }
  return language;
}

/**
 * Adds a language, or changes some of its strings, which elements show from their next render on. Missing strings stay English.
 * `lang` is a BCP 47 tag.
 */
export function registerStrings(lang: string, strings: Partial<Strings>) {
  const language = languageOf(lang.toLowerCase());
  language.own = {...language.own, ...strings};
  addStrings(strings, lang.toLowerCase());
}

/** The strings for a BCP 47 tag: `pt-BR` finds `pt-br`, otherwise `pt`, otherwise English. */
export function stringsFor(lang: string): Strings {
  let strings = found.get(lang);
  if (!strings) {
    const key = lang.toLowerCase();
    strings = (languages.get(key) ?? languages.get(key.split('-')[0]!) ?? languages.get('en')!).shown;
    found.set(lang, strings);
  }
  return strings;
}

/** The text to show for an error: the one for visitors, if there is one and it is loaded, else the error's own hint. */
export const errorText = (strings: Strings, error: CallError): string =>
  withDetail(strings.errors[error.code] ?? en.errors[error.code], error) ?? error.hint;

const withDetail = (text: string | undefined, {detail = ''}: CallError): string | undefined =>
  text?.replaceAll('{detail}', () => detail);

/** The errors of unusable devices and their texts; one text if both have the same error. */
export function deviceTroubles(
  strings: Strings,
  {camera, microphone}: {readonly camera: CallError | null; readonly microphone: CallError | null},
): {readonly error: CallError; readonly text: string}[] {
  const say = (error: CallError, device: DeviceName) => ({
    error,
    text: withDetail(strings.deviceErrors?.[error.code]?.[device], error) ?? errorText(strings, error),
  });
  if (camera && camera.code === microphone?.code) return [say(camera, 'both')];
  return [...(microphone ? [say(microphone, 'microphone')] : []), ...(camera ? [say(camera, 'camera')] : [])];
}
