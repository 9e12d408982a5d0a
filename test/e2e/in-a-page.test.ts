import {describe, expect} from 'vitest';
import {hasFirefox} from '../support/browsers.js';
import {test, type Name} from '../support/people.js';

const names: Name[] = hasFirefox ? ['red', 'firefox'] : ['red'];

describe.for(names)('<rtc-call> in a dialog of its page, in %s', name => {
  test('closes its chat on Escape, and the dialog on the next one', async ({open}) => {
    const person = await open(name, `call.html?room=dialog-${name}&prejoin=off`);
    await person.until(call => call.state === 'waiting');
    await person.page.evaluate(() => {
      const dialog = document.createElement('dialog');
      dialog.style.cssText = 'width: 800px; height: 500px';
      document.body.append(dialog);
      dialog.append(document.querySelector('rtc-call')!);
      dialog.showModal();
    });
    await person.press('control-chat');
    const isOpen = () =>
      person.page.evaluate(() => {
        const {shadowRoot} = document.querySelector('rtc-call')!;
        const isTyping = shadowRoot!.activeElement?.matches('[part=chat-field]') ?? false;
        return [
          document.querySelector('dialog')!.open,
          shadowRoot!.querySelector('.panel') !== null,
          isTyping,
        ];
      });
    await expect.poll(isOpen).toEqual([true, true, true]);
    await person.page.keyboard.press('Escape');
    await expect.poll(isOpen).toEqual([true, false, false]);
    await person.page.keyboard.press('Escape');
    await expect.poll(isOpen).toEqual([false, false, false]);
    expect(await person.call(call => call.state)).toBe('waiting');
  });
});

test('<rtc-call> continues its call in a picture-in-picture window, and after that in its page', async ({
  open,
}) => {
  const red = await open('red', 'call.html?room=pip&prejoin=off');
  await red.until(call => call.state === 'waiting');
  const blue = await open('blue', 'call.html?room=pip&prejoin=off');
  await Promise.all([red.meets('blue'), blue.meets('red')]);
  await red.page.evaluate(() => {
    const call = document.querySelector('rtc-call')!;
    const home = call.parentElement!;
    interface PictureInPicture {
      requestWindow(size: object): Promise<Window & typeof globalThis>;
    }
    const {documentPictureInPicture} = window as unknown as {documentPictureInPicture: PictureInPicture};
    const move = async () => {
      const other = await documentPictureInPicture.requestWindow({width: 480, height: 320});
      other.addEventListener('pagehide', () => home.append(call));
      other.document.body.append(call);
      Object.assign(window, {other});
    };
    document.addEventListener('keydown', () => void move(), {once: true});
  });
  await red.page.keyboard.press('x');
  const isStyledIn = (place: 'page' | 'other') =>
    red.page.evaluate(where => {
      const {other} = window as unknown as {other?: Window & typeof globalThis};
      const view = where === 'page' ? window : other;
      const stage = view?.document.querySelector('rtc-call')?.shadowRoot?.querySelector('[part=stage]');
      return stage ? view?.getComputedStyle(stage).display : undefined;
    }, place);
  await expect.poll(() => isStyledIn('other')).toBe('grid');
  await blue.meets('red');
  await red.page.evaluate(() => (window as unknown as {other: Window}).other.close());
  await expect.poll(() => isStyledIn('page')).toBe('grid');
  await Promise.all([red.meets('blue'), blue.meets('red')]);
});
