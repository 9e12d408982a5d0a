import {expect} from 'vitest';
import type {Person} from './people.js';

/** Goes to another page of the same site, and back: the browser restores the page from its back/forward cache. */
export async function goAndReturn({page}: Person, meanwhile: () => Promise<unknown> = async () => {}) {
  await page.evaluate(() => {
    Object.assign(window, {isTheSamePage: true});
  });
  await page.goto(new URL('/raw.html', page.url()).href);
  await meanwhile();
  await page.goBack();
  expect(await page.evaluate(() => 'isTheSamePage' in window), 'the page was restored').toBe(true);
}
