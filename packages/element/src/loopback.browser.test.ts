import {expect} from '@open-wc/testing';
import {LoopbackSignaling, createCall} from '@rtc-call/engine';
import {RtcCall} from './rtc-call.js';
import {click, part, text, unmount, until} from './testing/mount.js';

if (!customElements.get('rtc-call')) customElements.define('rtc-call', RtcCall);

/** An element whose signaling needs no server; everything else is real. */
function add(network: string, attributes: Readonly<Record<string, string>>): RtcCall {
  const element = document.createElement('rtc-call');
  for (const [name, value] of Object.entries(attributes)) element.setAttribute(name, value);
  const id = attributes['peer-id'];
  element.createCall = options => createCall({...options, signaling: new LoopbackSignaling({id, network})});
  element.style.cssText = 'width: 480px; height: 360px';
  document.body.append(element);
  return element;
}

/** Resolves when frames are rendered. Firefox doesn't count frames of streams in `getVideoPlaybackQuality()`. */
async function plays(video: HTMLVideoElement) {
  const before = video.currentTime;
  await until(() => video.videoWidth > 0 && !video.paused && video.currentTime > before + 0.2);
}

/** Resolves when the remote video is playing. */
async function seesTheOther(element: RtcCall) {
  const video = await until(() => part(element, 'participant')?.querySelector('video'));
  await plays(video);
  const {stream} = element.participants[0]!;
  expect(video.srcObject).to.equal(stream);
  expect(stream.getAudioTracks()).to.have.length(1);
}

describe('Two <rtc-call> on one page, in a real call', function () {
  this.timeout(60_000);
  afterEach(unmount);

  it('meet in a room: lobby, stage, chat, mute, and one leaves', async () => {
    const network = crypto.randomUUID();
    const ada = add(network, {room: 'standup', 'display-name': 'Ada'});
    await click(ada, 'join-button');
    await until(() => text(ada).includes('You’re the only one here'));

    const ben = add(network, {room: 'standup', 'display-name': 'Ben'});
    await click(ben, 'join-button');
    await until(() => ada.state === 'connected' && ben.state === 'connected');
    await Promise.all([seesTheOther(ada), seesTheOther(ben)]);
    expect(text(ada)).to.include('Ben').and.not.include('only one here');
    expect(text(ben)).to.include('Ada');

    await ben.toggleMicrophone(false);
    await until(() => ada.participants[0]?.isMicrophoneMuted);
    await until(() => part(ada, 'participant')?.querySelector('[aria-label="Microphone off"]'));
    await ben.toggleCamera(false);
    await until(() => part(ada, 'participant')?.matches('.no-picture'));

    await click(ada, 'control-chat');
    ben.sendChatMessage('hello Ada');
    await until(() => text(ada).includes('hello Ada'));

    await click(ben, 'control-leave');
    await until(() => text(ben).includes('You left the call'));
    await until(() => ada.state === 'waiting');
    expect(ben.local.stream).to.equal(null);
  });

  it('ring each other: accept, hang up, call back, decline', async () => {
    const network = crypto.randomUUID();
    const ada = add(network, {'peer-id': 'ada', 'display-name': 'Ada'});
    const ben = add(network, {'peer-id': 'ben', 'display-name': 'Ben', to: 'ada'});
    await until(() => text(ada).includes('Others can reach you as “ada”'));
    await click(ben, 'call-button');
    await until(() => text(ada).includes('Ben is calling'));
    expect(text(ben)).to.include('Calling');
    await click(ada, 'accept-button');
    await Promise.all([seesTheOther(ada), seesTheOther(ben)]);

    await click(ada, 'control-leave');
    await until(
      () => text(ada).includes('You ended the call') && text(ben).includes('The other person left'),
    );
    await click(ada, 'again-button');
    await until(() => text(ben).includes('Ada is calling'));
    await click(ben, 'decline-button');
    await until(
      () => text(ada).includes('The call was declined') && text(ben).includes('You declined the call'),
    );
  });

  it('end the call for the other one when one is removed from the page', async () => {
    const network = crypto.randomUUID();
    const ada = add(network, {room: 'standup', prejoin: 'off'});
    const ben = add(network, {room: 'standup', prejoin: 'off'});
    await until(() => ada.state === 'connected' && ben.state === 'connected');
    const tracks = (await until(() => ben.local.stream)).getTracks();
    ben.remove();
    await until(() => ada.state === 'waiting');
    await until(() => tracks.every(({readyState}) => readyState === 'ended'));
    expect(ben.state).to.equal('idle');
  });

  it('continue the call when one is moved within the page', async () => {
    const network = crypto.randomUUID();
    const ada = add(network, {room: 'standup', prejoin: 'off'});
    const ben = add(network, {room: 'standup', prejoin: 'off'});
    await Promise.all([seesTheOther(ada), seesTheOther(ben)]);
    const left: string[] = [];
    ada.addEventListener('rtc-participant-left', () => left.push('left'));
    const elsewhere = document.createElement('section');
    document.body.append(elsewhere);
    elsewhere.append(ben);
    const video = part(ben, 'participant')!.querySelector('video')!;
    await plays(video);
    expect(left).to.deep.equal([]);
    expect(ben.state).to.equal('connected');
    elsewhere.remove();
  });
});
