import {expect} from '@open-wc/testing';
import {mount, unmount} from './testing/mount.js';

describe('<rtc-call> fills the width of its container', () => {
  let box: HTMLElement;

  beforeEach(() => {
    box = document.createElement('div');
    document.body.append(box);
  });
  afterEach(() => {
    unmount();
    box.remove();
  });

  /** The element's bounding box in a container with these styles. */
  const place = async (container: string, own: string) => {
    const {element} = await mount({room: 'standup'});
    element.style.cssText = own;
    box.style.cssText = container;
    box.prepend(element);
    return element.getBoundingClientRect();
  };

  for (const [name, container, own, width] of [
    ['a block with a height, on a phone', 'width: 390px', 'height: 844px', 390],
    ['a block without a height', 'width: 700px', '', 700],
    ['a block with margins', 'width: 390px', 'height: 844px; margin: 10px', 370],
    ['a block with less height than the ratio gives', 'width: 900px', 'height: 200px; min-height: 0', 900],
    [
      'a column of a grid',
      'display: grid; grid-template-columns: 1fr 1fr; width: 800px',
      'height: 700px',
      400,
    ],
    ['a flex row', 'display: flex; width: 500px', 'height: 844px', 500],
    ['a flex column', 'display: flex; flex-direction: column; width: 390px; height: 844px', 'flex: 1', 390],
    ['a width set by the page', 'width: 900px', 'width: 300px; height: 600px', 300],
  ] as const)
    it(name, async () => {
      expect((await place(container, own)).width).to.equal(width);
    });

  it('and is 16:10 if the page sets no height', async () => {
    const {width, height} = await place('width: 880px', '');
    expect(height).to.be.closeTo((width * 10) / 16, 1);
  });
});
