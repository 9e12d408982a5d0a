import {assert} from '@open-wc/testing';
import {createCall} from './call-session.js';
import {CallError} from './errors.js';
import {eachWithAdaAndBen, ring, untilState, type Person} from './testing/people.js';
import {until} from './testing/until.js';
import {Wiretap} from './testing/wiretap.js';

describe('options of a call', function () {
  this.timeout(60_000);
  let ada: Person;
  let ben: Person;
  eachWithAdaAndBen((_, ...two) => ([ada, ben] = two));

  it('that are set to what they are already cause nothing', async () => {
    const options = () => ({
      displayName: 'Ada',
      token: 't',
      relayOnly: false,
      iceServers: [{urls: ['stun:127.0.0.1:9']}],
    });
    await Promise.all([ada, ben].map(({call}) => call.join('standup')));
    await Promise.all([ada, ben].map(person => untilState(person, 'connected')));
    ada.call.configure(options());
    await until(() => ben.call.participants[0]?.displayName === 'Ada', 'ben knows the name');
    await until(() => ada.call.participants[0]?.isNative, 'ada knows ben');
    const heard: string[] = [];
    const wiretap = new Wiretap();
    try {
      const {length} = wiretap.frames;
      ada.call.addEventListener('rtc-local-updated', () => heard.push('local'));
      ada.call.addEventListener('rtc-participant-updated', () => heard.push('participant'));
      const {local} = ada.call;
      for (let render = 0; render < 50; render += 1) ada.call.configure(options());
      assert.isTrue(ada.call.local === local, 'the same snapshot');
      // Outside of a listener, everything that a command causes has happened when it returns.
      assert.lengthOf(wiretap.frames, length);
      assert.isEmpty(heard);
      ada.call.configure({...options(), displayName: 'Ada L.'});
      assert.isFalse(ada.call.local === local, 'the same snapshot');
      await until(() => wiretap.frames.length > length, 'a new name is sent');
    } finally {
      wiretap.stop();
    }
  });

  it('that save data ask for smaller video at once, and halve what I send', async () => {
    await Promise.all([ada, ben].map(({call}) => call.join('standup')));
    await Promise.all([ada, ben].map(person => untilState(person, 'connected')));
    const rates: (number | undefined)[] = [];
    const heights: number[] = [];
    const [{setParameters}, {send}] = [RTCRtpSender.prototype, RTCDataChannel.prototype];
    RTCRtpSender.prototype.setParameters = function (parameters, ...rest) {
      if (this.track?.kind === 'video') rates.push(parameters.encodings[0]?.maxBitrate);
      return setParameters.call(this, parameters, ...rest);
    };
    RTCDataChannel.prototype.send = function (this: RTCDataChannel, data: never) {
      const {kind, height} = JSON.parse(data) as {kind: string; height?: number};
      if (kind === 'view') heights.push(height!);
      return send.call(this, data);
    } as typeof send;
    try {
      ada.call.setViewHeight('ben', 720);
      await until(() => heights.length === 1, 'the channel is open');
      ada.call.configure({saveData: true});
      ada.call.setViewHeight('ben', 900);
      await until(() => rates.includes(1_250_000), 'half is sent');
      ada.call.configure({saveData: false});
      assert.deepEqual(heights, [720, 360, 360, 900]);
      await until(() => rates.at(-1) === 2_500_000, 'all is sent');
    } finally {
      Object.assign(RTCRtpSender.prototype, {setParameters});
      Object.assign(RTCDataChannel.prototype, {send});
    }
  });

  it('with invalid ICE servers are refused at once, and change nothing', async () => {
    const iceServers = [{urls: 'turn:turn.example.com'}];
    const codeOf = (run: () => unknown) => {
      try {
        run();
        return 'no error';
      } catch (error) {
        return error instanceof CallError ? error.code : 'another error';
      }
    };
    assert.equal(
      codeOf(() => createCall({iceServers})),
      'invalid-option',
    );
    assert.equal(
      codeOf(() => ada.call.configure({iceServers, displayName: 'Eve'})),
      'invalid-option',
    );
    assert.equal(ada.call.local.displayName, 'ada');
    await ring(ada, ben);
  });
});

describe('who speaks', function () {
  this.timeout(60_000);
  let ada: Person;
  let ben: Person;
  eachWithAdaAndBen((_, ...two) => ([ada, ben] = two));

  it('is read as often for me as for the others', async () => {
    const count = {mine: 0, all: 0};
    const [ofSender, ofConnection] = [RTCRtpSender.prototype.getStats, RTCPeerConnection.prototype.getStats];
    RTCRtpSender.prototype.getStats = function () {
      count.mine += 1;
      return ofSender.call(this);
    };
    RTCPeerConnection.prototype.getStats = function (...track: []) {
      count.all += 1;
      return ofConnection.apply(this, track);
    };
    try {
      await ring(ada, ben);
      count.mine = count.all = 0;
      await until(() => count.mine >= 15, 'my level was read often');
      assert.isBelow(count.all, count.mine, 'the other statistics are read every 2 s');
    } finally {
      RTCRtpSender.prototype.getStats = ofSender;
      RTCPeerConnection.prototype.getStats = ofConnection;
    }
  });
});
