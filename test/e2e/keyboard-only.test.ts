import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Name, type Person} from '../support/people.js';

/** What has the focus in the call: its parts, and whether one can see that it has it. */
const focusOf = ({page}: Person) =>
  page.evaluate(() => {
    const focused = document.querySelector('rtc-call')?.shadowRoot?.activeElement;
    if (!focused) return null;
    // The outline of a field may be around the form that it is in.
    const outlined = [focused, focused.closest('form')].some(element => {
      const {outlineStyle, outlineWidth} = element
        ? getComputedStyle(element)
        : {outlineStyle: 'none', outlineWidth: '0'};
      return outlineStyle !== 'none' && parseFloat(outlineWidth) >= 1;
    });
    const {width, height} = focused.getBoundingClientRect();
    const isShown = focused.checkVisibility({visibilityProperty: true, opacityProperty: true});
    return {
      parts: focused.getAttribute('part') ?? '',
      isVisible: isShown && width > 0 && height > 0 && (outlined || focused.matches('.stage')),
    };
  });

/** Presses Tab until what has this part has the focus, and expects that one sees it there. */
async function tabTo(person: Person, part: string): Promise<void> {
  const passed: string[] = [];
  for (let count = 0; count < 60; count += 1) {
    const focus = await focusOf(person);
    if (focus?.parts.split(' ').includes(part)) {
      expect(focus, part).toMatchObject({isVisible: true});
      return;
    }
    passed.push(focus?.parts ?? 'nothing');
    await person.page.keyboard.press('Tab');
  }
  throw new Error(`Tab never reaches ${part}, but ${passed.join(', ')}`);
}

/** Waits until what has this part has the focus, without a key. */
const landsOn = (person: Person, part: string) =>
  expect
    .poll(() => focusOf(person), {timeout: 15_000, interval: 50})
    .toMatchObject({
      parts: expect.stringMatching(new RegExp(`(?:^| )${part}(?: |$)`)),
      isVisible: true,
    });

const people: Name[] = hasFirefox ? ['red', 'firefox'] : ['red'];

describe.for(people)('With a keyboard only, %s', name => {
  test('joins, mutes, writes, pins, changes the layout, and leaves', async ({open}) => {
    const room = `keys-${name}`;
    const other = await open('green', `call.html?room=${room}&prejoin=off&display-name=Green`);
    await other.until(call => call.state === 'waiting');
    const me = await open(name, `call.html?room=${room}`);
    const {keyboard} = me.page;
    await me.page.bringToFront();
    await me.until(call => call.state === 'lobby' && call.local.stream);

    await tabTo(me, 'control-microphone');
    await keyboard.press(' ');
    await me.until(call => call.local.microphone.isMuted);
    await keyboard.press(' ');
    await me.until(call => !call.local.microphone.isMuted);
    await tabTo(me, 'name-field');
    await keyboard.type('Kim');
    await tabTo(me, 'join-button');
    await keyboard.press('Enter');
    await Promise.all([me, other].map(one => one.until(call => call.state === 'connected')));
    expect(await other.call(call => call.participants[0]?.displayName)).toBe('Kim');
    await landsOn(me, 'stage');

    await keyboard.press('c');
    await landsOn(me, 'chat-field');
    await keyboard.type('By keyboard');
    await keyboard.press('Enter');
    await other.until(call => call.messages.some(({text}) => text === 'By keyboard'));
    await keyboard.press('Escape');
    await landsOn(me, 'control-chat');

    await keyboard.press('l');
    await me.until(() => document.querySelector('rtc-call')?.shadowRoot?.querySelector('[part~=grid]'));

    await keyboard.press('p');
    await landsOn(me, 'control-close');
    // The summary of a person has no part of its own.
    await tabTo(me, 'copy-button');
    await keyboard.down('Shift');
    await keyboard.press('Tab');
    await keyboard.up('Shift');
    await keyboard.press('Enter');
    await tabTo(me, 'person-button');
    await keyboard.press('Enter');
    await me.until(call => 'pinnedId' in call && call.pinnedId !== null);
    await keyboard.press('Escape');
    await landsOn(me, 'control-(?:people|more)');

    await tabTo(me, 'control-leave');
    await keyboard.press('Enter');
    await me.until(call => call.state === 'ended');
    await landsOn(me, 'again-button');
    await other.until(call => call.participants.length === 0);
  });
});
