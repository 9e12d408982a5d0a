import {assert} from '@open-wc/testing';
import {
  codeOf,
  eachWithAdaAndBen,
  participant,
  ring,
  untilSeen,
  untilTransfer,
  type People,
  type Person,
} from './testing/people.js';
import {until} from './testing/until.js';

describe('a call transfers', function () {
  this.timeout(60_000);
  let people: People;
  let ada: Person;
  let ben: Person;
  eachWithAdaAndBen((...all) => ([people, ada, ben] = all));

  it('chat messages, in order and once, to everyone or to one', async () => {
    const cleo = people.add('cleo');
    const everyone = [ada, ben, cleo];
    await Promise.all(everyone.map(({call}) => call.join('standup')));
    await until(
      () =>
        everyone.every(
          ({call}) => call.participants.filter(({status}) => status === 'connected').length === 2,
        ),
      'all are connected',
    );
    const numbers = Array.from({length: 50}, (_, i) => `${i}`);
    for (const text of numbers) ada.call.sendChatMessage(text);
    ada.call.sendChatMessage('psst', 'ben');
    ada.call.sendChatMessage('the end');
    const expected = (...rest: string[]) => [...numbers, ...rest].map(text => `ada: ${text}`);
    await until(
      () => ben.chat.includes('ada: the end') && cleo.chat.includes('ada: the end'),
      'all has arrived',
    );
    assert.deepEqual(ben.chat, expected('psst', 'the end'));
    assert.deepEqual(cleo.chat, expected('the end'));
    assert.deepEqual(ada.chat, expected('psst', 'the end'));
    assert.deepInclude(ben.call.messages.at(-2), {
      text: 'psst',
      to: 'ben',
      isMine: false,
      displayName: 'ada',
    });
    assert.deepInclude(ada.call.messages.at(-2), {text: 'psst', to: 'ben', isMine: true});
  });

  it('reactions to everyone, and only those of the moment', async () => {
    await ring(ada, ben);
    ada.call.sendChatMessage('Hello');
    await until(() => ben.chat.length === 1, 'the control channel is open');
    const seen: string[] = [];
    for (const {id, call} of [ada, ben])
      call.addEventListener('rtc-reaction', ({from, emoji, isMine}) =>
        seen.push(`${id}: ${from} ${emoji} ${isMine}`),
      );
    ada.call.sendReaction('🎉');
    assert.deepEqual(seen, ['ada: ada 🎉 true'], 'complete when the command returns');
    await until(() => seen.length === 2, 'it has arrived');
    assert.equal(seen[1], 'ben: ada 🎉 false');
    assert.equal(await codeOf(() => ada.call.sendReaction('👩‍'.repeat(9_999))), 'invalid-emoji');
  });

  it('raised hands, in the order in which they were raised, also to those who come later', async () => {
    assert.equal(await codeOf(() => ada.call.raiseHand()), 'wrong-state');
    const [cleo, dan] = [people.add('cleo'), people.add('dan')];
    const raised = ({call}: Person) =>
      call.participants
        .filter(({isHandRaised}) => isHandRaised)
        .toSorted((a, b) => a.handRaisedAt! - b.handRaisedAt!)
        .map(({id}) => id)
        .join(' ');
    await Promise.all([ada, ben, cleo].map(({call}) => call.join('standup')));
    await until(() => cleo.call.participants.length === 2, 'all are there');
    ben.call.raiseHand();
    assert.isTrue(ben.call.local.isHandRaised);
    await until(() => raised(cleo) === 'ben' && raised(ada) === 'ben', 'the first hand is seen');
    // A newcomer hears how long ago each was raised, as exact as a message is fast.
    await until(() => Date.now() - ben.call.local.handRaisedAt! > 1_000, 'the second is clearly later');
    ada.call.raiseHand(true);
    await until(() => raised(cleo) === 'ben ada', 'the second hand is seen');
    await dan.call.join('standup');
    await until(() => raised(dan) === 'ben ada', 'both hands are seen by a newcomer');
    // A new status must not change the time.
    const {handRaisedAt} = participant(cleo, 'ben')!;
    await ben.call.toggleMicrophone(false);
    await until(() => participant(cleo, 'ben')?.isMicrophoneMuted, 'another status has arrived');
    assert.equal(participant(cleo, 'ben')?.handRaisedAt, handRaisedAt);
    ben.call.raiseHand();
    await until(() => raised(cleo) === 'ada', 'the hand is lowered');
    ada.call.leave();
    assert.isFalse(ada.call.local.isHandRaised);
  });

  it('any JSON value from an app', async () => {
    await ring(ada, ben);
    const data = {votes: [1, null, {deep: 'yes'}], text: '部屋 😀 "\u0000'};
    await until(() => participant(ada, 'ben')?.isNative, 'ben has said who he is');
    ada.call.sendAppMessage(data);
    ada.call.sendAppMessage(null, 'ben');
    await until(() => ben.app.length === 2, 'both have arrived');
    assert.deepEqual(ben.app, [data, null]);
    assert.isEmpty(ada.app);
  });

  it('a file of 5 MB, intact', async () => {
    await ring(ada, ben);
    const bytes = new Uint8Array(5 * 1024 * 1024 + 17);
    for (let at = 0; at < bytes.length; at += 65_536) crypto.getRandomValues(bytes.subarray(at, at + 65_536));
    await ada.call.sendFile(new File([bytes], 'noise.bin', {type: 'application/x-noise'}));
    await untilTransfer(ben, 'offered');
    const offer = ben.call.transfers[0]!;
    assert.deepInclude(offer, {direction: 'receive', name: 'noise.bin', size: bytes.length, peer: 'ada'});
    await ben.call.acceptFile(offer.id);
    await Promise.all([untilTransfer(ada, 'done'), untilTransfer(ben, 'done')]);
    const {blob, transferred} = ben.call.transfers[0]!;
    assert.equal(transferred, bytes.length);
    const hash = async (data: BufferSource) =>
      [...new Uint8Array(await crypto.subtle.digest('SHA-256', data))].join();
    assert.equal(await hash(await blob!.arrayBuffer()), await hash(bytes));
    assert.equal(blob!.type, 'application/x-noise');
  });

  it('an empty file', async () => {
    await ring(ada, ben);
    await ada.call.sendFile(new File([], 'empty.txt'));
    await untilTransfer(ben, 'offered');
    await ben.call.acceptFile(ben.call.transfers[0]!.id);
    await Promise.all([untilTransfer(ada, 'done'), untilTransfer(ben, 'done')]);
    assert.equal(ben.call.transfers[0]!.blob!.size, 0);
  });

  it('a file with a hostile name under a safe one', async () => {
    await ring(ada, ben);
    await ada.call.sendFile(new File(['x'], '../\u202efdp.exe', {type: 'text/html;x'}));
    await untilTransfer(ben, 'offered');
    for (const {call} of [ada, ben])
      assert.deepInclude(call.transfers[0], {name: '_fdp.exe', type: 'text/html'});
    assert.closeTo(ben.call.transfers[0]!.time, Date.now(), 60_000);
  });

  it('at most 20 files at a time, each to everyone under one offer', async () => {
    const cleo = people.add('cleo');
    await Promise.all([ada, ben, cleo].map(({call}) => call.join('standup')));
    const known = () => ada.call.participants.filter(({isNative}) => isNative);
    await until(() => known().length === 2, 'all have said who they are');
    const files = Array.from({length: 20}, (_, index) => new File([`${index}`], `${index}.txt`));
    for (const file of files) await ada.call.sendFile(file);
    assert.equal(await codeOf(ada.call.sendFile(new File([], 'one more'))), 'too-many-files');
    await until(() => ben.call.transfers.length === 20, 'all are offered');
    const [first] = ada.call.transfers;
    assert.equal(first!.blob, files[0]);
    assert.lengthOf(
      ada.call.transfers.filter(({offer}) => offer === first!.offer),
      2,
    );
    await ada.call.cancelFile(first!.id);
    assert.equal(await codeOf(ada.call.sendFile(new File([], 'one more'))), 'too-many-files');
    await ada.call.cancelFile(ada.call.transfers[1]!.id);
    assert.equal(await codeOf(ada.call.sendFile(new File([], 'one more'))), 'no error');
  });

  it('no file for which there is no space', async () => {
    await ring(ada, ben);
    const {estimate} = StorageManager.prototype;
    StorageManager.prototype.estimate = () => Promise.resolve({quota: 10_000_000_000, usage: 9_999_999_998});
    try {
      await ada.call.sendFile(new File(['three'], 'huge.bin'));
      await untilTransfer(ben, 'offered');
      const {id} = ben.call.transfers[0]!;
      assert.equal(await codeOf(ben.call.acceptFile(id)), 'file-too-large');
      assert.equal(ben.call.transfers[0]!.status, 'offered');
      StorageManager.prototype.estimate = estimate;
      await ben.call.acceptFile(id);
      await untilTransfer(ada, 'done');
    } finally {
      StorageManager.prototype.estimate = estimate;
    }
  });

  it('nothing more with somebody who has left', async () => {
    await Promise.all([ada, ben].map(({call}) => call.join('standup')));
    await until(() => participant(ada, 'ben')?.isNative, 'ben has said who he is');
    await ada.call.sendFile(new File(['x'], 'x.txt'));
    await untilTransfer(ben, 'offered');
    ben.call.leave();
    await untilTransfer(ada, 'failed');
  });

  it('no file that is declined or cancelled', async () => {
    await ring(ada, ben);
    await ada.call.sendFile(new File(['one'], 'one.txt'));
    await untilTransfer(ben, 'offered');
    await ben.call.cancelFile(ben.call.transfers.at(-1)!.id);
    await untilTransfer(ada, 'declined');
    await ada.call.sendFile(new File(['two'], 'two.txt'));
    await untilTransfer(ben, 'offered');
    await ada.call.cancelFile(ada.call.transfers.at(-1)!.id);
    await untilTransfer(ben, 'cancelled');
    assert.equal(await codeOf(ben.call.acceptFile(ben.call.transfers.at(-1)!.id)), 'wrong-state');
  });

  it('a screen beside the camera', async () => {
    await ring(ada, ben);
    await untilSeen(ben, 'ada');
    const {stream} = participant(ben, 'ada')!;
    await ada.call.toggleScreenshare();
    await until(() => participant(ben, 'ada')?.screen, 'ben is shown the screen');
    await Promise.all([untilSeen(ben, 'ada', 'screen'), untilSeen(ben, 'ada')]);
    assert.equal(participant(ben, 'ada')!.stream, stream);
    assert.lengthOf(stream.getVideoTracks(), 1);
    assert.lengthOf(participant(ben, 'ada')!.screen!.getVideoTracks(), 1);
    await ada.call.toggleScreenshare();
    await until(() => participant(ben, 'ada')?.screen === null, 'the screen is gone');
    await untilSeen(ben, 'ada');
    await ada.call.toggleScreenshare(true);
    await until(() => participant(ben, 'ada')?.screen, 'it is shown again');
    await untilSeen(ben, 'ada', 'screen');
  });

  it('two screens at once', async () => {
    await ring(ada, ben);
    await Promise.all([ada.call.toggleScreenshare(), ben.call.toggleScreenshare()]);
    await Promise.all([untilSeen(ben, 'ada', 'screen'), untilSeen(ada, 'ben', 'screen')]);
    await Promise.all([untilSeen(ben, 'ada'), untilSeen(ada, 'ben')]);
  });

  it('a screen to someone who joins later', async () => {
    await ada.call.join('standup');
    await ada.call.toggleScreenshare();
    await ben.call.join('standup');
    await untilSeen(ben, 'ada', 'screen');
  });
});
