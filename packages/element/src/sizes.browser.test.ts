import {expect} from '@open-wc/testing';
import {CallError} from '@rtc-call/engine';
import {type FakeCall, brokenDevice, incoming, localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, unmount, until, still} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const SIZES = [
  [240, 180],
  [320, 240],
  [320, 480],
  [360, 740],
  [700, 420],
  [844, 390],
  [1280, 800],
  [3840, 2160],
] as const;

const people = (count: number) =>
  Array.from({length: count}, (_, index) => participant({id: `person${index}`}));
const inCall = (count: number) => (call: FakeCall) =>
  call.set({state: 'connected', local: localWith(), participants: people(count)});
const lobby = (change: object) => (call: FakeCall) => call.set({state: 'lobby', local: localWith(change)});
const blocked = {camera: brokenDevice('permission-denied'), microphone: brokenDevice('permission-denied')};

/** States, and the parts that must be in view without scrolling. */
const SCENES: readonly {
  readonly name: string;
  readonly attributes?: Readonly<Record<string, string>>;
  readonly arrange: (call: FakeCall) => void;
  readonly open?: 'chat' | 'settings';
  readonly visible: readonly string[];
}[] = [
  {name: 'the lobby', arrange: lobby({}), visible: ['join-button', 'name-field', 'control']},
  {
    name: 'the lobby of a call that others are in',
    arrange: call => {
      lobby({})(call);
      call.set({
        members: ['Ada Lovelace', 'Grace Hopper', 'Katherine Johnson', 'Dan'].map(id => ({
          id,
          displayName: id,
          isIn: true,
          isHost: false,
        })),
      });
    },
    visible: ['join-button', 'name-field', 'control', 'menu-button', 'present'],
  },
  {name: 'the lobby, blocked', arrange: lobby(blocked), visible: ['join-button', 'control']},
  {
    name: 'the lobby without a broker',
    arrange: call =>
      call.set({state: 'lobby', local: localWith(blocked), error: new CallError('broker-unreachable')}),
    visible: ['join-button', 'control'],
  },
  {
    name: 'alone',
    arrange: call => call.set({state: 'waiting', local: localWith()}),
    visible: ['copy-button', 'invitation', 'control', 'tile'],
  },
  {name: 'two people', arrange: inCall(1), visible: ['tile', 'control']},
  {name: 'five people', arrange: inCall(4), visible: ['tile', 'control']},
  {name: 'twelve people', arrange: inCall(11), visible: ['tile', 'control']},
  {
    name: 'the chat',
    arrange: inCall(4),
    open: 'chat',
    visible: ['control-close', 'control-send', 'chat-field', 'messages'],
  },
  {name: 'the settings', arrange: inCall(1), open: 'settings', visible: ['control-close']},
  {
    name: 'being rung',
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({state: 'ringing', incoming: incoming()}),
    visible: ['accept-button', 'decline-button'],
  },
  {
    name: 'being rung by somebody who can be seen',
    attributes: {'peer-id': 'alice'},
    arrange: call => call.set({state: 'ringing', incoming: incoming({canShowVideo: true})}),
    visible: ['accept-button', 'decline-button'],
  },
  {
    name: 'being rung by somebody who is seen, with my camera ready',
    attributes: {'peer-id': 'alice'},
    arrange: call => {
      const seen = {isTrusted: true, isNameVerified: true, canShowVideo: true, video: new MediaStream()};
      call.set({state: 'ringing', local: localWith(), incoming: incoming(seen)});
    },
    visible: ['accept-button', 'decline-button'],
  },
  {
    name: 'refused',
    arrange: call =>
      call.set({state: 'ended', endReason: 'connection-failed', error: new CallError('room-full')}),
    visible: ['again-button', 'title'],
  },
];

function expectInView(element: RtcCall, names: readonly string[], place: string) {
  const frame = element.getBoundingClientRect();
  for (const name of names) {
    const boxes = parts(element, name).filter(box => box.checkVisibility());
    expect(boxes, `${name}: ${place}`).not.to.be.empty;
    for (const box of boxes) {
      // A panel covers what is behind it where there is no space for both.
      const isBehind = part(element, 'panel') && !box.closest('.panel');
      if (isBehind) continue;
      const {left, right, top, bottom} = box.getBoundingClientRect();
      const message = `${name}: ${place}`;
      expect(left, message).to.be.at.least(frame.left - 0.5);
      expect(right, message).to.be.at.most(frame.right + 0.5);
      expect(top, message).to.be.at.least(frame.top - 0.5);
      expect(bottom, message).to.be.at.most(frame.bottom + 0.5);
    }
  }
}

describe('<rtc-call> of any size', () => {
  afterEach(() => {
    unmount();
    document.documentElement.removeAttribute('style');
    document.documentElement.removeAttribute('dir');
  });

  const show = async ({attributes = {room: 'standup'}, arrange, open}: (typeof SCENES)[number]) => {
    const {element, call} = await mount(attributes);
    await until(() => call.asked.some(command => /^(?:preview|join|open)/.test(command)));
    arrange(call);
    await settle(element);
    if (open) await click(element, `control-${open}`);
    if (open) await until(() => part(element, `panel-${open}`));
    element.style.maxHeight = 'none';
    return element;
  };

  for (const scene of SCENES)
    for (const dir of ['ltr', 'rtl'])
      it(`clips nothing: ${scene.name}, ${dir}`, async () => {
        document.documentElement.dir = dir;
        const element = await show(scene);
        await until(() => parts(element, scene.visible[0]!).length > 0);
        for (const [width, height] of SIZES) {
          element.style.width = `${width}px`;
          element.style.height = `${height}px`;
          await still(element);
          expectInView(element, scene.visible, `${scene.name}, ${width} × ${height}`);
        }
      });

  it('has targets of at least 24 pixels, and text of at least 11', async () => {
    const element = await show(SCENES.find(({name}) => name === 'five people')!);
    await until(() => parts(element, 'tile').length === 5);
    element.style.width = '240px';
    element.style.height = '180px';
    await still(element);
    const controls = parts(element, 'control').filter(box => box.checkVisibility());
    expect(controls).not.to.be.empty;
    for (const control of controls) {
      const {width, height} = control.getBoundingClientRect();
      expect(Math.min(width, height)).to.be.at.least(24);
    }
    expect(parseFloat(getComputedStyle(part(element, 'name')!).fontSize)).to.be.at.least(10.5);
  });

  it('has a type scale of its own, whatever the page sets on its root', async () => {
    const element = await show(SCENES.find(({name}) => name === 'two people')!);
    await until(() => parts(element, 'tile').length === 2);
    const sizes = () =>
      ['name', 'control', 'bar'].map(name => {
        const {fontSize, inlineSize, paddingInlineStart} = getComputedStyle(part(element, name)!);
        return [fontSize, inlineSize, paddingInlineStart];
      });
    const before = sizes();
    expect(part(element, 'control')!.getBoundingClientRect().width).to.equal(48);
    for (const fontSize of ['62.5%', '40px']) {
      document.documentElement.style.fontSize = fontSize;
      document.body.style.fontSize = '1.6rem';
      expect(sizes(), fontSize).to.deep.equal(before);
    }
    document.body.removeAttribute('style');
  });

  it('is larger on a large screen', async () => {
    const element = await show(SCENES[0]!);
    const size = () => parseFloat(getComputedStyle(part(element, 'join-button')!).fontSize);
    const before = size();
    element.style.width = '3840px';
    element.style.height = '2160px';
    expect(size()).to.be.above(before * 1.5);
  });
});
