import {expect} from '@open-wc/testing';
import type {ChatMessage} from '@rtc-call/engine';
import {localWith, participant} from './testing/fake-call.js';
import {click, mount, part, parts, settle, unmount, until} from './testing/mount.js';
import type {RtcCall} from './rtc-call.js';

/** Somebody without a name, whose id is random. */
const guest = (digit: string) => participant({id: digit.repeat(32), displayName: ''});
const [one, two, three] = ['1', '2', '3'].map(guest) as [
  ReturnType<typeof guest>,
  ReturnType<typeof guest>,
  ReturnType<typeof guest>,
];
const ada = participant({id: 'ada', displayName: 'Ada'});

async function inCall(attributes: Readonly<Record<string, string>> = {room: 'standup', prejoin: 'off'}) {
  const mounted = await mount(attributes);
  await until(() => mounted.call.asked.length > 0);
  mounted.call.set({state: 'connected', local: localWith(), participants: [one, ada, two]});
  await settle(mounted.element);
  await until(() => parts(mounted.element, 'tile').length === 4);
  return mounted;
}

const plain = ({textContent}: Element) => textContent.replace(/\s+/g, ' ').trim();
const names = (element: RtcCall) =>
  parts(element, 'tile')
    .filter(tile => !tile.matches('.me'))
    .map(tile => plain(tile.querySelector("[part='name'] > [dir]")!));
const announced = (element: RtcCall) =>
  [...element.shadowRoot!.querySelectorAll('.announcements p')].map(plain);

const message = (from: string, text: string): ChatMessage => ({
  id: text,
  from,
  displayName: '',
  text,
  time: 0,
  isMine: false,
});

describe('People without a name in <rtc-call>', () => {
  afterEach(unmount);

  it('have numbers that they keep, and that nobody else gets', async () => {
    const {element, call} = await inCall();
    expect(names(element)).to.have.members(['Guest 1', 'Ada', 'Guest 2']);
    expect(
      part(element, 'tile')!.parentElement!.querySelectorAll("video[aria-label='Guest 2']"),
    ).to.have.length(1);
    await until(() => announced(element).includes('Guest 1, Ada, and Guest 2 joined'));
    call.set({participants: [ada, two]});
    await until(() => announced(element).includes('Guest 1 left'));
    expect(names(element)).to.have.members(['Ada', 'Guest 2']);
    call.set({participants: [ada, two, three]});
    await until(() => announced(element).includes('Guest 3 joined'));
    expect(names(element)).to.have.members(['Ada', 'Guest 2', 'Guest 3']);
    call.set({participants: [ada, {...two, displayName: 'Ben'}, three, one]});
    await until(() => announced(element).includes('Guest 1 joined'));
    expect(names(element)).to.have.members(['Ada', 'Ben', 'Guest 3', 'Guest 1']);
  });

  it('have the same numbers in the list of people, in its lobby, and beside a pin', async () => {
    const {element, call} = await inCall();
    call.set({members: [{id: three.id, displayName: '', isIn: false, isHost: false}]});
    await click(element, 'control-people');
    await until(() => part(element, 'people'));
    expect(parts(element, 'person-name').map(plain)).to.deep.equal([
      'You',
      'Guest 1',
      'Ada',
      'Guest 2',
      'Guest 3',
    ]);
    const pins = parts(element, 'pin-button').map(button => button.getAttribute('aria-label'));
    expect(pins).to.include('Pin Guest 2');
    call.set({participants: [one, ada, two, three], members: []});
    await until(() => parts(element, 'tile').length === 5);
    expect(names(element)).to.include('Guest 3');
  });

  it('have the same numbers in the chat, also after they have left', async () => {
    const {element, call} = await inCall();
    const messages = [message(two.id, 'first'), message(one.id, 'second')];
    call.set({messages});
    await until(() => announced(element).includes('2 new messages from Guest 2 and Guest 1'));
    call.set({participants: [ada, two]});
    await click(element, 'control-chat');
    await until(() => parts(element, 'message').length === 2);
    expect(parts(element, 'message-sender').map(line => plain(line.querySelector('b')!))).to.deep.equal([
      'Guest 2',
      'Guest 1',
    ]);
    const options = [...part(element, 'chat-to')!.querySelectorAll('option')].map(plain);
    expect(options).to.deep.equal(['Everyone', 'Ada', 'Guest 2']);
  });

  it('begin at 1 again in the next call', async () => {
    const {element, call} = await inCall();
    call.end('hung-up');
    await settle(element);
    call.set({state: 'connected', participants: [three]});
    await settle(element);
    await until(() => parts(element, 'tile').length === 2);
    expect(names(element)).to.deep.equal(['Guest 1']);
  });

  it('need no number in a call between two people', async () => {
    const {element, call} = await mount({to: 'bob'});
    call.set({state: 'connected', local: localWith(), participants: [one]});
    await settle(element);
    await until(() => parts(element, 'tile').length === 2);
    expect(names(element)).to.deep.equal(['Someone']);
  });
});
