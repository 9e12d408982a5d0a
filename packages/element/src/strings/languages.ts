import {OnDemand} from '@rtc-call/engine/on-demand';
import {addStrings, type CommonStrings, type DetailStrings, type Strings} from './index.js';

interface Language {
  readonly common: OnDemand<CommonStrings>;
  readonly details: OnDemand<DetailStrings>;
}

function added<T extends Partial<Strings>>(lang: string, {strings}: {readonly strings: T}): T {
  addStrings(strings, lang);
  return strings;
}

/** The languages that come with the element, besides English, by the first part of their BCP 47 tag. */
export const LANGUAGES: Readonly<Record<string, Language>> = {
  ar: {
    common: new OnDemand('ar', async () => added('ar', await import('./ar.js'))),
    details: new OnDemand('ar-details', async () => added('ar', await import('./ar-details.js'))),
  },
  de: {
    common: new OnDemand('de', async () => added('de', await import('./de.js'))),
    details: new OnDemand('de-details', async () => added('de', await import('./de-details.js'))),
  },
  es: {
    common: new OnDemand('es', async () => added('es', await import('./es.js'))),
    details: new OnDemand('es-details', async () => added('es', await import('./es-details.js'))),
  },
  fr: {
    common: new OnDemand('fr', async () => added('fr', await import('./fr.js'))),
    details: new OnDemand('fr-details', async () => added('fr', await import('./fr-details.js'))),
  },
  hi: {
    common: new OnDemand('hi', async () => added('hi', await import('./hi.js'))),
    details: new OnDemand('hi-details', async () => added('hi', await import('./hi-details.js'))),
  },
  ja: {
    common: new OnDemand('ja', async () => added('ja', await import('./ja.js'))),
    details: new OnDemand('ja-details', async () => added('ja', await import('./ja-details.js'))),
  },
  pt: {
    common: new OnDemand('pt', async () => added('pt', await import('./pt.js'))),
    details: new OnDemand('pt-details', async () => added('pt', await import('./pt-details.js'))),
  },
  uk: {
    common: new OnDemand('uk', async () => added('uk', await import('./uk.js'))),
    details: new OnDemand('uk-details', async () => added('uk', await import('./uk-details.js'))),
  },
  zh: {
    common: new OnDemand('zh', async () => added('zh', await import('./zh.js'))),
    details: new OnDemand('zh-details', async () => added('zh', await import('./zh-details.js'))),
  },
};

/** The language of this BCP 47 tag, if it comes with the element. */
export const languageFor = (lang: string): Language | undefined =>
  LANGUAGES[lang.toLowerCase().split('-')[0] ?? ''];
