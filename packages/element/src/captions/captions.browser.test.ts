import {expect} from '@open-wc/testing';
import {CallError} from '@rtc-call/engine';
import {localWith, participant} from '../testing/fake-call.js';
import {expectAccessible, mount, part, parts, settle, still, unmount, until} from '../testing/mount.js';
import type {Caption} from './lines.js';
import type {RtcCall} from '../rtc-call.js';

const [ada, ben, cleo] = ['Ada', 'Ben', 'Cleo'].map(displayName =>
  participant({id: displayName.toLowerCase(), displayName}),
) as [ReturnType<typeof participant>, ReturnType<typeof participant>, ReturnType<typeof participant>];

async function inCall(participants = [ada, ben]) {
  const mounted = await mount({room: 'standup', prejoin: 'off'});
  await until(() => mounted.element.state === 'waiting');
  mounted.call.set({state: 'connected', local: localWith(), participants});
  await settle(mounted.element);
  await until(() => parts(mounted.element, 'tile').length === participants.length + 1);
  return mounted;
}

const lines = (element: RtcCall) =>
  parts(element, 'caption').map(one => one.textContent.replace(/\s+/g, ' ').trim());

const codeOf = (promise: Promise<unknown>) =>
  promise.then(
    () => 'accepted',
    (error: unknown) => {
      expect(error).to.be.instanceOf(CallError);
      expect((error as CallError).hint).not.to.equal('');
      return (error as CallError).code;
    },
  );

const overlap = (one: DOMRect, other: DOMRect) =>
  one.left < other.right - 0.5 &&
  other.left < one.right - 0.5 &&
  one.top < other.bottom - 0.5 &&
  other.top < one.bottom - 0.5;

describe('The captions of <rtc-call>', () => {
  afterEach(unmount);

  it('are the last two lines of each speaker, with the name', async () => {
    const {element, call} = await inCall();
    expect(part(element, 'captions')).to.equal(null);
    await element.addCaption({participantId: 'ada', text: 'One.'});
    await element.addCaption({participantId: 'ada', text: 'Two.'});
    await element.addCaption({participantId: 'ben', text: 'Hello <b>there</b>.'});
    await element.addCaption({participantId: 'ada', text: 'Three.', isFinal: true});
    await element.addCaption({participantId: 'me', text: 'Mine.'});
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['Ada Two. Three.', 'Ben Hello <b>there</b>.', 'You Mine.']);
    // Who leaves has still said it.
    call.set({participants: [ada]});
    await element.updateComplete;
    expect(lines(element)[1]).to.equal('Ben Hello <b>there</b>.');
    call.end('hung-up');
    await settle(element);
    expect(part(element, 'captions')).to.equal(null);
    call.set({state: 'connected', participants: [ada]});
    await settle(element);
    expect(part(element, 'captions')).to.equal(null);
  });

  it('replace interim texts, in the order in which they were added', async () => {
    const {element} = await inCall();
    const said = ['I', 'I think', 'I think so'].map(text =>
      element.addCaption({participantId: 'ada', text, isFinal: false}),
    );
    await Promise.all(said);
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['Ada I think so']);
    expect(part(element, 'caption-text')!.classList.contains('interim')).to.equal(true);
    await element.addCaption({participantId: 'ada', text: 'I think so.', isFinal: true});
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['Ada I think so.']);
    await element.addCaption({participantId: 'ada', text: 'hm', isFinal: false});
    await element.addCaption({participantId: 'ada', text: '', isFinal: false});
    await element.updateComplete;
    expect(lines(element)).to.deep.equal(['Ada I think so.']);
  });

  it('have their own language and direction', async () => {
    const {element} = await inCall();
    await element.addCaption({participantId: 'ada', text: 'WebRTC ممتاز', lang: 'AR-eg'});
    await element.addCaption({participantId: 'ben', text: 'שלום'});
    await element.updateComplete;
    const [arabic, unknown] = parts(element, 'caption-text');
    expect([arabic!.lang, arabic!.dir]).to.deep.equal(['ar-EG', 'rtl']);
    expect([unknown!.hasAttribute('lang'), unknown!.dir]).to.deep.equal([false, 'auto']);
    expect(arabic!.matches(':dir(rtl)')).to.equal(true);
    expect(unknown!.matches(':dir(rtl)')).to.equal(true);
  });

  it('fade away when there was time to read them', async () => {
    const {element} = await inCall();
    const start = performance.now();
    await element.addCaption({participantId: 'ada', text: 'Hi'});
    await element.updateComplete;
    expect(part(element, 'captions')).not.to.equal(null);
    await until(() => part(element, 'captions') === null);
    expect(performance.now() - start).to.be.above(3_900);
  });

  it('are not announced', async () => {
    const {element} = await inCall();
    const region = element.shadowRoot!.querySelector('.announcements')!;
    await until(() => region.textContent.includes('Connected'));
    const before = region.childElementCount;
    for (let count = 0; count < 20; count += 1)
      await element.addCaption({participantId: 'ada', text: `Sentence ${count}.`});
    await element.updateComplete;
    const captions = part(element, 'captions')!;
    expect(captions.closest('[aria-live], [role=log], [role=status], [role=alert]')).to.equal(null);
    expect(captions.querySelector('[aria-live], [role]')).to.equal(null);
    expect(region.childElementCount).to.equal(before);
    await expectAccessible(element, 'captions');
  });

  it('cover neither names nor controls, nor each other, in any size', async () => {
    const {element, call} = await inCall();
    const long = 'This is a long sentence, which is not finished, and goes on for several lines. '.repeat(8);
    for (const people of [[ada], [ada, ben], [ada, ben, cleo]]) {
      call.set({participants: people});
      for (const [width, height] of [
        [240, 180],
        [390, 700],
        [700, 390],
        [1280, 800],
      ] as const) {
        element.style.cssText = `width: ${width}px; height: ${height}px; max-block-size: none`;
        for (const {id} of people) await element.addCaption({participantId: id, text: long});
        await until(() => parts(element, 'tile').length === people.length + 1);
        await still(element);
        const where = `${people.length} in ${width} × ${height}`;
        const frame = element.getBoundingClientRect();
        const box = part(element, 'captions')!.getBoundingClientRect();
        expect(box.height, where).to.be.above(14);
        expect(box.bottom, where).to.be.at.most(frame.bottom);
        for (const name of ['name', 'control', 'tile', 'notice'])
          for (const one of parts(element, name).filter(other => other.checkVisibility()))
            expect(overlap(box, one.getBoundingClientRect()), `${name}: ${where}`).to.equal(false);
        const text = part(element, 'captions')!.querySelector('.caption-lines')!;
        const lineHeight = parseFloat(getComputedStyle(text).lineHeight);
        expect(text.getBoundingClientRect().height, where).to.be.at.most(2 * lineHeight + 1);
      }
    }
  });

  it('reject what they can’t show with a code, and the call goes on', async () => {
    const {element, call} = await inCall();
    const wrong: readonly (readonly [unknown, string])[] = [
      [{participantId: 'nobody', text: 'Hi'}, 'not-connected'],
      [null, 'invalid-option'],
      ['Hi', 'invalid-option'],
      [{text: 'Hi'}, 'invalid-option'],
      [{participantId: 7, text: 'Hi'}, 'invalid-option'],
      [{participantId: 'ada'}, 'invalid-option'],
      [{participantId: 'ada', text: {}}, 'invalid-option'],
      [{participantId: 'ada', text: 'x'.repeat(1_001)}, 'invalid-option'],
      [{participantId: 'ada', text: 'Hi', isFinal: 'yes'}, 'invalid-option'],
      [{participantId: 'ada', text: 'Hi', lang: 'not a tag'}, 'invalid-option'],
      [{participantId: 'ada', text: 'Hi', lang: 7}, 'invalid-option'],
      [{participantId: 'ada', text: 'x'.repeat(1_000)}, 'accepted'],
    ];
    for (const [caption, code] of wrong)
      expect(await codeOf(element.addCaption(caption as Caption)), JSON.stringify(caption)).to.equal(code);
    expect(element.state).to.equal('connected');
    await element.updateComplete;
    expect(lines(element)).to.have.length(1);
    call.end('hung-up');
    expect(await codeOf(element.addCaption({participantId: 'ada', text: 'Hi'}))).to.equal('wrong-state');
  });

  it('leave no timer behind when the element is removed', async () => {
    const {element} = await inCall();
    await element.addCaption({participantId: 'ada', text: 'Hi'});
    await element.updateComplete;
    const open = new Set<unknown>();
    const {setTimeout: start, clearTimeout: stop} = window;
    window.setTimeout = ((...args: Parameters<typeof setTimeout>) => {
      const timer = start(...args);
      if ((args[1] ?? 0) > 1_000) open.add(timer);
      return timer;
    }) as typeof setTimeout;
    window.clearTimeout = (timer?: Parameters<typeof clearTimeout>[0]) => {
      open.delete(timer);
      stop(timer);
    };
    try {
      await element.addCaption({participantId: 'ada', text: 'Again'});
      await element.updateComplete;
      expect(open.size).to.equal(1);
      element.remove();
      await element.updateComplete;
      expect(open.size).to.equal(0);
    } finally {
      window.setTimeout = start;
      window.clearTimeout = stop;
    }
  });
});
