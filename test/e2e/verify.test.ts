import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Name, type Person} from '../support/people.js';

/** What the element says in what has this part. */
const texts = ({page}: Person, part: string) =>
  page.evaluate(name => {
    const {shadowRoot} = document.querySelector('rtc-call')!;
    return [...shadowRoot!.querySelectorAll<HTMLElement>(`[part~='${name}']`)].map(
      element => element.ariaLabel ?? element.innerText.replaceAll(/\s+/g, ' ').trim(),
    );
  }, part);

const other: Name = hasFirefox ? 'firefox' : 'blue';

describe(`Two people in <rtc-call>, red and ${other},`, () => {
  test('check that their call is private, and have a mark from then on', async ({open}) => {
    const enter = async (name: Name) => {
      const person = await open(name, `call.html?room=private&prejoin=off&display-name=${name}`);
      await person.until(call => call.state === 'waiting' || call.state === 'connected');
      return person;
    };
    const red = await enter('red');
    const blue = await enter(other);
    await Promise.all(
      [red, blue].map(one => one.until(call => call.participants[0]?.status === 'connected')),
    );

    await red.press('control-people');
    await red.until(() => {
      const row = document.querySelector('rtc-call')!.shadowRoot!.querySelector('[part=person-details]');
      row?.querySelector('summary')!.click();
      return row !== null;
    });
    await red.press('verify-button');
    await expect.poll(() => texts(blue, 'verification-notice')).toHaveLength(1);
    await blue.press('compare-button');
    const emojiOf = (person: Person) => texts(person, 'verification-item');
    await expect.poll(() => emojiOf(red)).toHaveLength(7);
    await expect.poll(() => emojiOf(blue)).toEqual(await emojiOf(red));

    await red.press('match-button');
    const title = (name: Name) => [`Your call with ${name} is private`];
    await expect
      .poll(() => texts(red, 'verification-text'))
      .toEqual([`Waiting for ${other} to say so, too.`]);
    await blue.press('match-button');
    for (const [person, name] of [
      [red, other],
      [blue, 'red'],
    ] as const) {
      await expect.poll(() => texts(person, 'title')).toEqual(title(name));
      await person.press('close-button');
      await expect.poll(() => texts(person, 'title')).toEqual([]);
      expect(await texts(person, 'verified')).toContain('Verified');
    }
  });
});
