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
    ['a tiny block', 'width: 240px; height: 180px', 'height: 100%', 240],
    ['a block in 4K', 'width: 3840px; height: 2160px', 'height: 2160px', 3840],
    [
      'a column of a grid, on a phone',
      'display: grid; grid-template-columns: 1fr 1fr; width: 390px',
      '',
      195,
    ],
    ['a width set by the page', 'width: 900px', 'width: 300px; height: 600px', 300],
  ] as const)
    it(name, async () => {
      expect((await place(container, own)).width).to.equal(width);
    });

  for (const [name, container, own, height] of [
    ['a height in per cent', 'width: 240px; height: 180px', 'height: 100%', 180],
    [
      'the rest of a flex column',
      'display: flex; flex-direction: column; width: 240px; height: 180px',
      '',
      180,
    ],
    ['the row of a grid', 'display: grid; width: 320px; height: 240px; grid-template: 1fr / 1fr', '', 240],
    ['a portrait', 'display: grid; width: 360px; height: 740px; grid-template: 1fr / 1fr', '', 740],
  ] as const)
    it(`and its height: ${name}`, async () => {
      expect((await place(container, own)).height).to.be.closeTo(Math.min(height, innerHeight), 0.1);
    });

  it('and is 480 pixels high on a phone if the page sets no height', async () => {
    expect((await place('width: 360px', '')).height).to.equal(Math.min(480, innerHeight));
  });

  it('and has a size of its own in a dialog that is as large as its content', async () => {
    const dialog = document.createElement('dialog');
    document.body.append(dialog);
    const {element} = await mount({room: 'standup'});
    element.style.cssText = '';
    dialog.append(element);
    dialog.showModal();
    const {width, height} = element.getBoundingClientRect();
    dialog.remove();
    expect(width).to.be.above(200);
    expect(height).to.be.above(200);
  });

  it('and is 16:10 if the page sets no height', async () => {
    const {width, height} = await place('width: 880px', '');
    expect(height).to.be.closeTo((width * 10) / 16, 1);
  });
});
