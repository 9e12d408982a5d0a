import {expect} from '@open-wc/testing';
import {ChatMessageEvent, NetworkQualityChangeEvent, ReactionEvent} from '@rtc-call/engine';
import {localWith, participant, type FakeCall} from './testing/fake-call.js';
import {click, mount, part, settle, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

const announced = (element: RtcCall) =>
  [...(element.shadowRoot?.querySelectorAll('.announcements p') ?? [])].map(line => line.textContent);
const status = (element: RtcCall) => announced(element).at(-1) ?? '';

const say = (call: FakeCall, from: string, displayName: string, id = crypto.randomUUID()) =>
  call.dispatchEvent(
    new ChatMessageEvent({message: {id, from, displayName, text: 'hello', time: 0, isMine: false}}),
  );

const [ada, ben, cleo, dan, eve] = ['Ada', 'Ben', 'Cleo', 'Dan', 'Eve'].map(displayName =>
  participant({id: displayName.toLowerCase(), displayName}),
) as [ReturnType<typeof participant>, ...ReturnType<typeof participant>[]] &
  Record<1 | 2 | 3 | 4, ReturnType<typeof participant>>;

/** In a room with Ada and Ben; everything that this has caused is announced. */
async function inCall() {
  const mounted = await mount({room: 'standup', prejoin: 'off'});
  await until(() => mounted.element.state === 'waiting');
  mounted.call.set({state: 'connected', local: localWith(), participants: [ada, ben]});
  await settle(mounted.element);
  await until(() => announced(mounted.element).includes('Connected'));
  return mounted;
}

describe('<rtc-call> announces', () => {
  afterEach(unmount);

  it('who is there beside the new state, and that they have left', async () => {
    const {element, call} = await mount({room: 'standup', prejoin: 'off'});
    await until(() => status(element) === 'You’re the only one here');
    call.set({state: 'connected', participants: [ada]});
    await until(() => status(element) === 'Connected');
    expect(announced(element)).to.deep.equal(['You’re the only one here', 'Ada joined', 'Connected']);
    call.set({state: 'waiting', participants: []});
    await until(() => announced(element).length === 5);
    expect(announced(element).slice(-2)).to.deep.equal(['Ada left', 'You’re the only one here']);
  });

  it('several who join, or leave, at once in one sentence', async () => {
    const {element, call} = await inCall();
    call.set({participants: [ada, ben, cleo]});
    await element.updateComplete;
    call.set({participants: [ada, ben, cleo, dan]});
    await until(() => status(element) === 'Cleo and Dan joined');
    const crowd = Array.from({length: 25}, (_, index) => participant({id: `guest-${index}`}));
    for (let count = 1; count <= 25; count += 1)
      call.set({participants: [ada, ben, cleo, dan, ...crowd.slice(0, count)]});
    await until(() => status(element) === 'guest-0, guest-1, and 23 others joined');
    call.set({participants: [ada]});
    await until(() => status(element) === 'Ben, Cleo, and 26 others left');
  });

  it('nothing about somebody who was there for an instant', async () => {
    const {element, call} = await inCall();
    call.set({participants: [ada, ben, eve]});
    call.set({participants: [ada, ben]});
    call.set({participants: [ada]});
    await until(() => status(element) === 'Ben left');
    expect(announced(element).join()).not.to.include('Eve');
  });

  it('from whom messages are, how many, and none while the chat is open', async () => {
    const {element, call} = await inCall();
    say(call, 'ada', 'Ada');
    await until(() => status(element) === 'New message from Ada');
    for (let count = 0; count < 40; count += 1)
      say(call, count % 2 ? 'ada' : 'ben', count % 2 ? 'Ada' : 'Ben');
    await until(() => status(element) === '40 new messages from Ben and Ada');
    await click(element, 'control-chat');
    await until(() => part(element, 'chat-field'));
    say(call, 'ada', 'Ada');
    call.set({participants: [ada, ben, cleo]});
    await until(() => status(element) === 'Cleo joined');
    expect(announced(element).filter(text => text?.includes('message'))).to.have.length(2);
  });

  it('each raised hand once', async () => {
    const {element, call} = await inCall();
    const raised = {...ada, isHandRaised: true, handRaisedAt: 1_000};
    call.set({participants: [raised, ben]});
    await until(() => status(element) === 'Ada raised a hand');
    call.set({participants: [{...raised, isSpeaking: true}, ben]});
    call.set({participants: [raised, {...ben, isHandRaised: true, handRaisedAt: 2_000}]});
    await until(() => status(element) === 'Ben raised a hand');
    call.set({participants: [ada, ben]});
    call.set({
      participants: [ada, ben].map(one => ({...one, isHandRaised: true, handRaisedAt: 3_000})),
    });
    await until(() => status(element) === 'Ada and Ben raised their hands');
    expect(announced(element).filter(text => text?.includes('hand'))).to.have.length(3);
  });

  it('reactions, and whose connection is lost', async () => {
    const {element, call} = await inCall();
    for (const from of ['ada', 'ben', 'ada', 'nobody'])
      call.dispatchEvent(new ReactionEvent({from, emoji: '🎉', isMine: false}));
    call.dispatchEvent(new ReactionEvent({from: 'me', emoji: '👍', isMine: true}));
    await until(() => status(element) === 'Ada and Ben reacted with 🎉');
    call.dispatchEvent(new NetworkQualityChangeEvent({participant: ada, quality: 'poor'}));
    call.dispatchEvent(new NetworkQualityChangeEvent({participant: ada, quality: 'lost'}));
    await until(() => status(element) === 'The connection to Ada is interrupted');
  });

  it('the same again, in an element that is added, and keeps only the last ones', async () => {
    const {element, call} = await inCall();
    const region = element.shadowRoot!.querySelector('.announcements')!;
    expect(region.getAttribute('role')).to.equal('log');
    say(call, 'ada', 'Ada');
    await until(() => status(element) === 'New message from Ada');
    const before = region.lastElementChild;
    say(call, 'ada', 'Ada');
    await until(() => region.lastElementChild !== before);
    expect(status(element)).to.equal('New message from Ada');
    for (let count = 0; count < 12; count += 1)
      call.dispatchEvent(new ReactionEvent({from: 'ada', emoji: `${count}️⃣`, isMine: false}));
    await until(() => status(element).startsWith('Ada reacted'));
    expect(region.children.length).to.be.below(10);
  });

  it('only the last state of several, at once for a call that ends', async () => {
    const {element, call} = await inCall();
    call.set({state: 'reconnecting'});
    call.set({state: 'connected'});
    call.set({state: 'reconnecting'});
    await until(() => status(element) === 'Reconnecting…');
    call.end('connection-lost');
    await until(() => status(element) === 'The connection was lost');
    expect(announced(element).filter(text => text === 'Reconnecting…')).to.have.length(1);
  });

  it('each time that the link was copied', async () => {
    const {element} = await mount({room: 'standup', prejoin: 'off'});
    const {clipboard} = navigator;
    Object.defineProperty(navigator, 'clipboard', {
      configurable: true,
      value: {writeText: () => Promise.resolve()},
    });
    const copied = () => announced(element).filter(line => line === 'Link copied').length;
    await click(element, 'copy-button');
    await until(() => copied() === 1);
    await click(element, 'copy-button');
    await until(() => copied() === 2);
    Object.defineProperty(navigator, 'clipboard', {configurable: true, value: clipboard});
  });
});
