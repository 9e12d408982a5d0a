/** Accessibility findings in what a page shows. */
import {readFile} from 'node:fs/promises';
import {createRequire} from 'node:module';
import type * as Axe from 'axe-core';
import type {Page} from 'puppeteer-core';

const script = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** One line for each finding: the rule, and the elements that break it. */
export async function findingsIn(page: Page): Promise<string[]> {
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(script);
  return page.evaluate(async () => {
    const {axe} = window as unknown as {axe: typeof Axe};
    const violations: Axe.Result[] = [];
    // Each by itself: several calls on one page have landmarks of the same name.
    for (const element of document.querySelectorAll('rtc-call'))
      violations.push(...(await axe.run(element, {resultTypes: ['violations']})).violations);
    return violations.map(({id, nodes}) => `${id}: ${nodes.map(({html}) => html.slice(0, 160)).join(', ')}`);
  });
}
