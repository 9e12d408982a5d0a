import {assert} from '@open-wc/testing';
import {revealAddresses} from '../testing/addresses.js';
import {
  createPair,
  isAnswer,
  isOffer,
  sections,
  ufrag,
  untilConnected,
  type Message,
  type Pair,
  type Side,
} from '../testing/negotiating-pair.js';
import {seededRandom} from '../testing/random.js';
import {until} from '../testing/until.js';

/** Candidates are added to a description as long as they come. */
const withoutCandidates = ({sdp}: RTCSessionDescription) =>
  sdp.replace(/^a=(?:end-of-)?candidate.*\r\n/gm, '');

describe('negotiation between two real connections', () => {
  let pair: Pair;
  let polite: Side;
  let impolite: Side;
  const use = (next: Pair) => ({polite, impolite} = pair = next);

  before(revealAddresses);
  beforeEach(() => use(createPair()));
  afterEach(() => pair.close());

  const connect = () => {
    polite.pc.addTransceiver('audio');
    return untilConnected(pair);
  };

  const addVideo = (...sides: Side[]) => {
    for (const {pc} of sides) pc.addTransceiver('video', {direction: 'sendonly'});
  };

  const kinds = (pc: RTCPeerConnection) =>
    pc
      .getTransceivers()
      .map(({receiver}) => receiver.track.kind)
      .join();

  it('connects', async () => {
    await connect();
    assert.deepEqual(polite.errors, []);
    assert.deepEqual(impolite.errors, []);
  });

  describe('when both offer at once', () => {
    for (const [order, sides] of [
      ['the polite side’s offer arrives first', ['polite', 'impolite']],
      ['the impolite side’s offer arrives first', ['impolite', 'polite']],
    ] as const) {
      it(`keeps both sides’ changes, ${order}`, async () => {
        await connect();
        const before = sides.map(side => pair[side].wire.sent.filter(isOffer).length);
        for (const side of sides) pair[side].wire.hold();
        addVideo(polite, impolite);
        const haveOffered = () =>
          sides.every((side, i) => pair[side].wire.sent.filter(isOffer).length > before[i]!);
        await until(haveOffered, 'both have offered');
        for (const side of sides) pair[side].wire.release();
        await until(() => kinds(polite.pc) === 'audio,video,video', 'the polite side has both videos');
        await until(() => kinds(impolite.pc) === 'audio,video,video', 'so has the impolite side');
        await untilConnected(pair);
        assert.deepEqual(polite.errors, []);
        assert.deepEqual(impolite.errors, []);
      });

      it(`restarts ICE on both sides, ${order}`, async () => {
        await connect();
        const [mine, theirs] = [ufrag(polite.pc.localDescription), ufrag(impolite.pc.localDescription)];
        for (const side of sides) pair[side].wire.hold();
        for (const side of sides) await pair[side].negotiation.restartIce();
        for (const side of sides) pair[side].wire.release();
        await until(() => ufrag(polite.pc.currentLocalDescription) !== mine, 'the polite side has restarted');
        await until(() => ufrag(impolite.pc.currentLocalDescription) !== theirs, 'so has the impolite side');
        await untilConnected(pair);
      });
    }

    it('keeps rendering video on both sides', async () => {
      const stream = await navigator.mediaDevices.getUserMedia({video: true});
      pair.close();
      use(createPair({camera: stream.getVideoTracks()[0]!}));
      try {
        await connect();
        await Promise.all([untilRendering(polite.pc), untilRendering(impolite.pc)]);
        for (const {wire} of [polite, impolite]) wire.hold();
        for (const {negotiation} of [polite, impolite]) await negotiation.restartIce();
        for (const {wire} of [polite, impolite]) wire.release();
        await untilConnected(pair);
        await Promise.all([untilRendering(polite.pc), untilRendering(impolite.pc)]);
      } finally {
        for (const track of stream.getTracks()) track.stop();
      }
    });

    it('ends in agreement however often both change their tracks', async () => {
      await connect();
      for (let round = 0; round < 8; round++) {
        addVideo(polite, impolite);
        if (round % 3 === 0)
          await until(() => polite.pc.signalingState !== 'stable', 'a negotiation is running');
      }
      const count = () => polite.pc.getTransceivers().length;
      await until(
        () => count() === 17 && sections(polite.pc.currentLocalDescription) === 18,
        'all videos are negotiated',
      );
      await untilConnected(pair);
      assert.lengthOf(impolite.pc.getTransceivers(), 17);
    });

    it('ends in agreement when one side adds the track that the other one stops', async () => {
      await connect();
      addVideo(polite);
      await until(() => kinds(impolite.pc) === 'audio,video', 'the video has arrived');
      await untilConnected(pair);
      for (const {wire} of [polite, impolite]) wire.hold();
      polite.pc.getTransceivers()[1]!.stop();
      addVideo(impolite);
      const isOut = ({wire, pc}: Side) =>
        pc.signalingState === 'have-local-offer' && wire.sent.findLast(isOffer) !== undefined;
      await until(() => isOut(polite) && isOut(impolite), 'both have offered');
      for (const {wire} of [polite, impolite]) wire.release();
      const directions = ({pc}: Side) => pc.getTransceivers().map(({currentDirection}) => currentDirection);
      await until(() => directions(impolite).includes('sendonly'), 'the impolite side sends');
      await untilConnected(pair);
      const isReceiving = ({currentDirection, receiver}: RTCRtpTransceiver) =>
        currentDirection === 'recvonly' && receiver.track.kind === 'video';
      assert.lengthOf(polite.pc.getTransceivers().filter(isReceiving), 1);
    });
  });

  describe('when an ICE restart meets a bad network', () => {
    /** Retries until connected, as links do. */
    async function restartUntilConnected(...starters: Side[]) {
      for (let attempt = 0; attempt < 8; attempt++) {
        for (const {negotiation} of starters) await negotiation.restartIce();
        const error: unknown = await untilConnected(pair, 1_000).then(
          () => null,
          (error: unknown) => error,
        );
        if (error === null) return;
      }
      assert.fail('eight restarts did not connect');
    }

    const first = (isMeant: (message: Message) => boolean) => {
      let isLost = false;
      return (message: Message) => {
        if (isLost || !isMeant(message)) return 1;
        isLost = true;
        return 0;
      };
    };

    for (const name of ['polite', 'impolite'] as const) {
      const other = name === 'polite' ? 'impolite' : 'polite';

      it(`survives the loss of the ${name} side’s offer`, async () => {
        await connect();
        pair[name].wire.copies = first(isOffer);
        const before = ufrag(pair[name].pc.currentLocalDescription);
        await pair[name].negotiation.restartIce();
        await restartUntilConnected(pair[name]);
        assert.notEqual(ufrag(pair[name].pc.currentLocalDescription), before);
      });

      it(`survives the loss of the ${name} side’s offer while the other side restarts`, async () => {
        await connect();
        pair[name].wire.copies = first(isOffer);
        await pair[name].negotiation.restartIce();
        // The impolite side refuses offers while it waits for its answer, so both sides retry, as links do.
        await restartUntilConnected(pair[other], pair[name]);
      });

      it(`survives the loss of the answer to the ${name} side`, async () => {
        await connect();
        pair[other].wire.copies = first(isAnswer);
        await pair[name].negotiation.restartIce();
        await until(() => pair[other].wire.sent.filter(isAnswer).length > 0, 'the offer was answered');
        await restartUntilConnected(pair[name]);
      });

      it(`survives the loss of the answer to a new track of the ${name} side`, async () => {
        await connect();
        const answers = pair[other].wire.sent.filter(isAnswer).length;
        pair[other].wire.copies = first(isAnswer);
        addVideo(pair[name]);
        await until(() => pair[other].wire.sent.filter(isAnswer).length > answers, 'the offer was answered');
        await restartUntilConnected(pair[other], pair[name]);
        const isArriving = ({receiver, currentDirection}: RTCRtpTransceiver) =>
          receiver.track.kind === 'video' && currentDirection === 'recvonly';
        await until(() => pair[other].pc.getTransceivers().some(isArriving), 'the track is there');
        await untilConnected(pair);
        assert.deepEqual([...polite.errors, ...impolite.errors], []);
      });

      it(`survives the loss of every candidate of the ${name} side`, async () => {
        await connect();
        pair[name].wire.copies = ({kind}) => (kind === 'candidate' ? 0 : 1);
        await pair[name].negotiation.restartIce();
        await restartUntilConnected(pair[name]);
      });
    }

    it('connects as soon as the network works again, after any loss and reordering', async () => {
      await connect();
      for (let seed = 1; seed <= 12; seed++) {
        const random = seededRandom(seed);
        for (const {wire} of [polite, impolite]) {
          wire.copies = () => [0, 1, 1, 1, 2][Math.floor(random() * 5)]!;
          wire.delay = () => random() * 30;
        }
        for (let step = 0; step < 4; step++) {
          const side = random() < 0.5 ? polite : impolite;
          const choice = random();
          if (choice < 0.6) await side.negotiation.restartIce();
          else if (choice < 0.8) addVideo(side);
          else side.negotiation.setAudio({isRedundant: choice < 0.9, maxBitrate: 16_000 + 1_000 * step});
        }
        for (const {wire} of [polite, impolite]) wire.repair();
        await restartUntilConnected(impolite, polite).catch((error: unknown) => {
          throw new Error(`seed ${seed}`, {cause: error});
        });
      }
    });
  });

  describe('when ICE restarts', () => {
    for (const name of ['polite', 'impolite'] as const) {
      it(`keeps the DTLS roles if the ${name} side offers`, async () => {
        await connect();
        await pair[name].negotiation.restartIce();
        await until(
          () => isOffer(pair[name].wire.sent.findLast(({kind}) => kind === 'description')!),
          'it offers',
        );
        await untilConnected(pair);
        const parts = (side: Side) =>
          side.wire.sent.filter(isAnswer).map(({description: {sdp}}) => /^a=setup:(\w+)/m.exec(sdp)?.[1]);
        assert.isTrue(parts(impolite).every(part => part === 'active'));
        assert.isTrue(parts(polite).every(part => part === 'passive'));
      });
    }

    it('does not restart just after the other side has', async () => {
      await connect();
      await impolite.negotiation.restartIce();
      await until(() => polite.wire.sent.some(isAnswer), 'the offer is answered');
      const offers = polite.wire.sent.filter(isOffer).length;
      await polite.negotiation.restartIce();
      assert.lengthOf(polite.wire.sent.filter(isOffer), offers);
      assert.equal(polite.pc.signalingState, 'stable');
      await untilConnected(pair);
    });
  });

  describe('when messages are duplicated or out of order', () => {
    it('connects when each arrives three times', async () => {
      for (const {wire} of [polite, impolite]) wire.copies = () => 3;
      await connect();
      addVideo(polite, impolite);
      await until(() => kinds(polite.pc) === 'audio,video,video', 'both videos are there');
      await impolite.negotiation.restartIce();
      await untilConnected(pair);
      assert.deepEqual([...polite.errors, ...impolite.errors], []);
    });

    /** Waits until an offer and all its candidates have been sent. */
    async function untilGathered({pc, wire}: Side) {
      const mine = () => ufrag(pc.localDescription);
      const isMine = (message: Message) =>
        message.kind === 'candidate' && message.candidate?.usernameFragment === mine();
      await until(
        () => pc.iceGatheringState === 'complete' && wire.sent.some(isMine),
        'all candidates are gathered',
      );
    }

    it('connects when all candidates arrive before their description', async () => {
      const candidatesFirst = (held: readonly Message[]) =>
        held.toSorted((a, b) => Number(a.kind === 'description') - Number(b.kind === 'description'));
      polite.wire.hold();
      polite.pc.addTransceiver('audio');
      await untilGathered(polite);
      assert.equal(polite.wire.sent[0]!.kind, 'description');
      polite.wire.release(candidatesFirst);
      await untilConnected(pair);
      assert.deepEqual(impolite.errors, []);

      impolite.wire.hold();
      await impolite.negotiation.restartIce();
      await untilGathered(impolite);
      impolite.wire.release(candidatesFirst);
      await untilConnected(pair);
      assert.deepEqual(polite.errors, []);
    });

    it('still applies early candidates after many late ones', async () => {
      await connect();
      const {candidate} = impolite.wire.sent.find(({kind}) => kind === 'candidate') as {
        candidate: RTCIceCandidateInit & {candidate: string};
      };
      for (let i = 0; i < 300; i++) {
        await polite.negotiation.receive({
          kind: 'candidate',
          candidate: {...candidate, usernameFragment: `gone${i}`},
        });
      }
      const added = new Set<string>();
      const addIceCandidate = polite.pc.addIceCandidate.bind(polite.pc);
      polite.pc.addIceCandidate = (init: RTCIceCandidateInit) => {
        if (init.usernameFragment) added.add(init.usernameFragment);
        return addIceCandidate(init);
      };
      impolite.wire.hold();
      await impolite.negotiation.restartIce();
      await untilGathered(impolite);
      impolite.wire.release(held => held.toReversed());
      await untilConnected(pair);
      assert.include(added, ufrag(polite.pc.currentRemoteDescription));
    });

    it('ignores an offer older than the last one', async () => {
      await connect();
      const old = polite.wire.sent.findLast(isOffer)!;
      await polite.negotiation.restartIce();
      await untilConnected(pair);
      const agreed = withoutCandidates(impolite.pc.currentRemoteDescription!);
      const answers = impolite.wire.sent.filter(isAnswer).length;
      await impolite.negotiation.receive(old);
      assert.equal(withoutCandidates(impolite.pc.currentRemoteDescription!), agreed);
      assert.lengthOf(impolite.wire.sent.filter(isAnswer), answers);
      await untilConnected(pair);
    });

    it('answers a repeated offer with the same answer', async () => {
      await connect();
      const answers = () => impolite.wire.sent.filter(isAnswer);
      const agreed = withoutCandidates(impolite.pc.currentLocalDescription!);
      await impolite.negotiation.receive(polite.wire.sent.findLast(isOffer)!);
      assert.lengthOf(answers(), 2);
      assert.equal(answers()[1]!.n, answers()[0]!.n);
      assert.equal(withoutCandidates(impolite.pc.currentLocalDescription!), agreed);
      await untilConnected(pair);
    });

    it('ignores every answer except the one to its last offer', async () => {
      await connect();
      const old = impolite.wire.sent.find(isAnswer)!;
      impolite.wire.hold();
      await polite.negotiation.restartIce();
      await polite.negotiation.receive(old);
      assert.equal(polite.pc.signalingState, 'have-local-offer');
      assert.deepEqual(polite.errors, []);
      impolite.wire.release();
      await untilConnected(pair);
    });

    it('ignores an offer that its sender has rolled back', async () => {
      await connect();
      polite.wire.hold();
      addVideo(polite, impolite);
      await until(() => polite.wire.sent.some(isAnswer), 'the impolite side’s offer is answered');
      const takenBack = polite.wire.sent.findLast(isOffer)!;
      polite.wire.release(held => [...held.filter(message => message !== takenBack), takenBack, takenBack]);
      await until(() => kinds(impolite.pc) === 'audio,video,video', 'both videos are there');
      await untilConnected(pair);
      assert.deepEqual([...polite.errors, ...impolite.errors], []);
      assert.lengthOf(polite.pc.getTransceivers(), 3);
    });

    it('applies an offer that arrived before the preceding answer', async () => {
      await connect();
      polite.wire.hold();
      addVideo(impolite);
      await until(() => polite.wire.sent.some(isAnswer), 'the offer with the video is answered');
      addVideo(polite);
      await until(() => polite.wire.sent.filter(isOffer).length === 2, 'the next offer is sent');
      polite.wire.release(held => held.toReversed());
      await until(() => kinds(impolite.pc) === 'audio,video,video', 'both videos are there');
      await untilConnected(pair);
      assert.deepEqual([...polite.errors, ...impolite.errors], []);
    });
  });

  describe('when the audio encoding changes', () => {
    const NARROW = {isRedundant: true, maxBitrate: 16_000};
    const WIDE = {isRedundant: false, maxBitrate: undefined};
    const isNarrow = ({pc}: Side) => pc.currentRemoteDescription!.sdp.includes('maxaveragebitrate=16000');
    const codec = ({pc}: Side) => pc.getSenders()[0]!.getParameters().codecs[0]?.mimeType;
    const knowsRed = RTCRtpSender.getCapabilities('audio')!.codecs.some(
      ({mimeType}) => mimeType === 'audio/red',
    );

    for (const name of ['polite', 'impolite'] as const) {
      const other = name === 'polite' ? 'impolite' : 'polite';

      it(`the ${name} side changes it and changes it back without a message`, async () => {
        await connect();
        const sent = [polite, impolite].map(({wire}) => wire.sent.length);
        pair[name].negotiation.setAudio(NARROW);
        await until(() => isNarrow(pair[name]), 'the bitrate is lower');
        if (knowsRed) assert.equal(codec(pair[name]), 'audio/red');
        pair[name].negotiation.setAudio(WIDE);
        await until(() => !isNarrow(pair[name]), 'the bitrate is back');
        assert.equal(codec(pair[name]), 'audio/opus');
        assert.deepEqual(
          [polite, impolite].map(({wire}) => wire.sent.length),
          sent,
        );
        assert.isFalse(isNarrow(pair[other]));
        await untilConnected(pair);
      });

      it(`the ${name} side keeps it through later negotiations`, async () => {
        await connect();
        pair[name].negotiation.setAudio(NARROW);
        await until(() => isNarrow(pair[name]), 'the bitrate is lower');
        addVideo(polite, impolite);
        await until(() => kinds(polite.pc) === 'audio,video,video', 'both videos are there');
        for (const {negotiation} of [pair[other], pair[name]]) await negotiation.restartIce();
        await untilConnected(pair);
        assert.isTrue(isNarrow(pair[name]));
        assert.deepEqual([...polite.errors, ...impolite.errors], []);
      });

      it(`the ${name} side makes no change while its offer is unanswered`, async () => {
        await connect();
        pair[name].wire.hold();
        addVideo(pair[name]);
        await until(() => pair[name].pc.signalingState === 'have-local-offer', 'the offer is sent');
        pair[name].negotiation.setAudio(NARROW);
        await pair[name].negotiation.restartIce();
        assert.isFalse(isNarrow(pair[name]));
        pair[name].wire.release();
        await until(() => kinds(pair[other].pc) === 'audio,video', 'the video is there');
        await untilConnected(pair);
        assert.deepEqual([...polite.errors, ...impolite.errors], []);
      });
    }

    it('a pending ICE restart is still negotiated with the peer', async () => {
      await connect();
      const {pc, negotiation, wire} = impolite;
      const before = ufrag(pc.currentLocalDescription);
      const urls = ['turn:127.0.0.1:3478'];
      // The next offer after a change of servers restarts ICE (W3C WebRTC §4.4.1.6).
      pc.setConfiguration({...pc.getConfiguration(), iceServers: [{urls, username: 'a', credential: 'b'}]});
      negotiation.setAudio(NARROW);
      await until(() => isNarrow(impolite), 'the bitrate is lower');
      await untilConnected(pair);
      assert.notEqual(ufrag(pc.currentLocalDescription), before);
      assert.isTrue(wire.sent.some(isOffer));
    });

    it('a repeated offer gets the same answer', async () => {
      await connect();
      impolite.negotiation.setAudio(NARROW);
      await until(() => isNarrow(impolite), 'the bitrate is lower');
      await impolite.negotiation.receive(polite.wire.sent.findLast(isOffer)!);
      const [first, again] = impolite.wire.sent.filter(isAnswer);
      assert.deepEqual(again, first);
    });

    it('it also changes for a peer that can’t take a second offer', async () => {
      pair.close();
      use(createPair({canRenegotiate: () => false}));
      await connect();
      impolite.negotiation.setAudio(NARROW);
      await until(() => isNarrow(impolite), 'the bitrate is lower');
      await untilConnected(pair);
    });
  });

  it('reports an invalid description, and continues', async () => {
    await connect();
    await polite.negotiation.receive({kind: 'description', description: {type: 'offer', sdp: 'v=0'}, n: 2});
    assert.lengthOf(polite.errors, 1);
    await polite.negotiation.receive({
      kind: 'candidate',
      candidate: {candidate: 'candidate:nonsense', sdpMid: '0'},
    });
    await untilConnected(pair);
    await impolite.negotiation.restartIce();
    await impolite.negotiation.restartIce();
    await untilConnected(pair);
  });

  it('makes no second offer to a peer that can’t take one', async () => {
    pair.close();
    use(createPair({canRenegotiate: () => false}));
    await connect();
    const offers = impolite.wire.sent.filter(isOffer).length;
    addVideo(impolite);
    await impolite.negotiation.restartIce();
    assert.equal(impolite.pc.signalingState, 'stable');
    assert.lengthOf(impolite.wire.sent.filter(isOffer), offers);
  });

  it('does nothing after it is aborted', async () => {
    await connect();
    const before = impolite.wire.sent.length;
    pair.close();
    await impolite.negotiation.restartIce();
    await impolite.negotiation.receive(polite.wire.sent[0]!);
    assert.lengthOf(impolite.wire.sent, before);
    assert.deepEqual(impolite.errors, []);
  });

  it('does not send a description that becomes ready after it is aborted', async () => {
    await connect();
    const {pc, wire} = impolite;
    const before = wire.sent.length;
    const describe = pc.setLocalDescription.bind(pc);
    pc.setLocalDescription = async (...args: []) => {
      await describe(...args);
      pair.abort(); // a hang-up may come at this moment
    };
    await impolite.negotiation.restartIce();
    assert.lengthOf(wire.sent, before);
  });
});

/** Waits until new frames are rendered: decoding them is not enough. */
async function untilRendering(pc: RTCPeerConnection) {
  const video = document.createElement('video');
  video.muted = true;
  video.srcObject = new MediaStream(
    pc.getReceivers().flatMap(({track}) => (track.kind === 'video' ? [track] : [])),
  );
  try {
    void video.play();
    await until(() => video.currentTime > 0, 'a frame is rendered');
    const {currentTime} = video;
    await until(() => video.currentTime > currentTime + 0.1, 'more frames are rendered');
  } finally {
    video.srcObject = null;
  }
}
