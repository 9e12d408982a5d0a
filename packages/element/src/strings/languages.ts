import {OnDemand} from '@rtc-call/engine/on-demand';
import {addStrings, type Strings} from './index.js';

export function added(lang: string, {strings}: {readonly strings: Strings}): Strings {
  addStrings(strings, lang);
  return strings;
}

/** The languages that come with the element, besides English, by the first part of their BCP 47 tag: one file each. */
export const LANGUAGES: Readonly<Record<string, OnDemand<Strings>>> = {
  ar: new OnDemand('ar', async () => added('ar', await import('./ar.js'))),
  de: new OnDemand('de', async () => added('de', await import('./de.js'))),
  es: new OnDemand('es', async () => added('es', await import('./es.js'))),
  fr: new OnDemand('fr', async () => added('fr', await import('./fr.js'))),
  hi: new OnDemand('hi', async () => added('hi', await import('./hi.js'))),
  ja: new OnDemand('ja', async () => added('ja', await import('./ja.js'))),
  pt: new OnDemand('pt', async () => added('pt', await import('./pt.js'))),
  uk: new OnDemand('uk', async () => added('uk', await import('./uk.js'))),
  zh: new OnDemand('zh', async () => added('zh', await import('./zh.js'))),
};

/** The part of the language of this BCP 47 tag, if it comes with the element. */
export const partOf = (lang: string): OnDemand<Strings> | undefined =>
  LANGUAGES[lang.toLowerCase().split('-')[0] ?? ''];
