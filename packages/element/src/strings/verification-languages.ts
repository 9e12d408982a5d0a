import {OnDemand} from '@rtc-call/engine/on-demand';
import {addStrings} from './index.js';
import type {VerificationStrings} from './verification.js';

function added(lang: string, {strings}: {readonly strings: VerificationStrings}): VerificationStrings {
  addStrings(strings, lang);
  return strings;
}

/**
 * The texts of the check that a call is private, by the first part of their BCP 47 tag: the names of 64 emoji are too much for
 * everyone who calls in that language.
 */
export const verificationLanguages: Readonly<Record<string, OnDemand<VerificationStrings>>> = {
  ar: new OnDemand('ar-verification', async () => added('ar', await import('./ar-verification.js'))),
  de: new OnDemand('de-verification', async () => added('de', await import('./de-verification.js'))),
  es: new OnDemand('es-verification', async () => added('es', await import('./es-verification.js'))),
  fr: new OnDemand('fr-verification', async () => added('fr', await import('./fr-verification.js'))),
  hi: new OnDemand('hi-verification', async () => added('hi', await import('./hi-verification.js'))),
  ja: new OnDemand('ja-verification', async () => added('ja', await import('./ja-verification.js'))),
  pt: new OnDemand('pt-verification', async () => added('pt', await import('./pt-verification.js'))),
  uk: new OnDemand('uk-verification', async () => added('uk', await import('./uk-verification.js'))),
  zh: new OnDemand('zh-verification', async () => added('zh', await import('./zh-verification.js'))),
};
