import type {Person} from './people.js';

/**
 * From now on, the page says no goodbye, as when Firefox closes a tab on a busy machine. The browser itself still closes
 * its socket, with 1001.
 */
export const silenceGoodbye = ({page}: Person) =>
  page.evaluate(() => {
    addEventListener('pagehide', event => event.stopImmediatePropagation(), {capture: true});
  });
