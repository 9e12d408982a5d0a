import {expect} from '@open-wc/testing';
import {localWith, participant} from '../testing/fake-call.js';
import {
  click,
  expectAccessible,
  mount,
  part,
  parts,
  settle,
  still,
  text,
  unmount,
  until,
} from '../testing/mount.js';

async function inPeople(attributes: Readonly<Record<string, string>> = {}) {
  const {element, call} = await mount({room: 'standup', prejoin: 'off', ...attributes});
  await until(() => element.state === 'waiting');
  const participants = [
    participant({id: 'ada', displayName: 'Ada', isMicrophoneMuted: true, isHandRaised: true}),
    participant({id: 'ben', displayName: 'Ben', status: 'reconnecting', isCameraMuted: false}),
  ];
  call.set({
    state: 'connected',
    room: 'standup',
    local: localWith({displayName: 'Cleo'}),
    participants,
    members: [
      {id: 'ada', displayName: 'Ada', isIn: true, isHost: false},
      {id: 'ben', displayName: 'Ben', isIn: false, isHost: false},
      {id: 'dan', displayName: 'Dan', isIn: false, isHost: false},
    ],
  });
  await settle(element);
  await click(element, 'control-people');
  await until(() => part(element, 'person'));
  return {element, call};
}

describe('The people panel of <rtc-call>', () => {
  afterEach(unmount);

  it('shows everyone’s state, and who is about to join', async () => {
    const {element} = await inPeople();
    expect(text(element)).to.include('3 people in the call');
    const lines = parts(element, 'person').map(line =>
      [
        ...line.querySelectorAll('[part=person-name], [part=person-status]'),
        ...line.querySelectorAll('[part=person-sign]'),
      ].map(one => one.getAttribute('aria-label') ?? one.textContent.trim()),
    );
    expect(lines).to.deep.equal([
      ['Cleo', 'You'],
      ['Ada', 'Hand raised', 'Microphone off', 'Camera off'],
      ['Ben', 'Reconnecting…'],
      ['Dan', 'About to join'],
    ]);
    await still(element);
    await expectAccessible(element);
  });

  it('follows who joins and leaves, and keeps what is open', async () => {
    const {element, call} = await inPeople();
    const [details] = parts(element, 'person-details') as HTMLDetailsElement[];
    details!.open = true;
    await still(element);
    await expectAccessible(element);
    call.set({
      participants: [...call.participants, participant({id: 'dan', displayName: 'Dan'})],
      members: call.members.map(one => ({...one, isIn: true})),
    });
    await until(() => text(element).includes('4 people in the call'));
    expect(text(element)).not.to.include('About to join');
    expect(parts(element, 'person-details')[0]).to.equal(details);
    expect(details!.open).to.equal(true);
    call.set({participants: call.participants.slice(1)});
    await until(() => parts(element, 'person').length === 3);
  });

  it('changes how loud one person is, and nobody else', async () => {
    const {element, call} = await inPeople();
    const field = part(element, 'person-volume') as HTMLInputElement;
    field.value = '0.25';
    field.dispatchEvent(new Event('input'));
    const videoOf = (id: string) =>
      [...element.shadowRoot!.querySelectorAll('video')].find(
        ({srcObject}) => srcObject === call.participants.find(one => one.id === id)!.stream,
      )!;
    await until(() => videoOf('ada').volume === 0.25);
    expect(videoOf('ben').volume).to.equal(1);
    await click(element, 'control-close');
    await click(element, 'control-people');
    await until(() => (part(element, 'person-volume') as HTMLInputElement | null)?.value === '0.25');
  });

  it('pins a person, and opens a private chat with them', async () => {
    const {element} = await inPeople();
    const [pin, message] = parts(element, 'person-button');
    pin!.click();
    await until(() => pin!.getAttribute('aria-pressed') === 'true');
    expect(element.pinnedId).to.equal('ada');
    pin!.click();
    await until(() => element.pinnedId === null);
    message!.click();
    await until(() => part(element, 'panel-chat'));
    expect((part(element, 'chat-to') as HTMLSelectElement).value).to.equal('ada');
  });

  it('shows the link as a QR code, and copies it', async () => {
    const {element} = await inPeople({link: 'https://example.com/call#standup'});
    const code = part(element, 'qr-code') as unknown as SVGElement;
    expect(code.checkVisibility()).to.equal(false);
    code.closest('details')!.open = true;
    expect(code.checkVisibility()).to.equal(true);
    expect(code.getAttribute('aria-label')).to.equal('QR code with the link to this call');
    expect(code.querySelector('path')!.getAttribute('d')!.length).to.be.above(1_000);
    await still(element);
    await expectAccessible(element);
  });

  it('has no invitation if the page wants none, and no code for a link that is too long', async () => {
    const {element} = await inPeople({invite: 'off'});
    expect(part(element, 'qr-code')).to.equal(null);
    expect(part(element, 'copy-button')).to.equal(null);
    const {element: other} = await inPeople({link: `https://example.com/${'x'.repeat(5_000)}`});
    expect(part(other, 'copy-button')).to.exist;
    expect(part(other, 'qr-code')).to.equal(null);
  });

  it('opens with P', async () => {
    const {element} = await inPeople();
    const stage = part(element, 'stage')!;
    const press = () =>
      stage.dispatchEvent(
        new KeyboardEvent('keydown', {key: 'p', bubbles: true, composed: true, cancelable: true}),
      );
    press();
    await until(() => part(element, 'panel-people') === null);
    press();
    await until(() => part(element, 'panel-people'));
  });
});
