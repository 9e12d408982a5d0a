import {OnDemand} from '@rtc-call/engine/on-demand';
import {addStrings} from './strings/index.js';

/** The texts for errors, loaded with the first one. */
export const errorTexts = new OnDemand('errors', async () => {
  const module = await import('./strings/errors.js');
  addStrings(module.errorStrings);
  return module;
});
