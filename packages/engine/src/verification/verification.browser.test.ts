import {assert} from '@open-wc/testing';
import {INTRUSIONS} from '../testing/intruder.js';
import {hasChannel, interceptedCall} from '../testing/intercepted-call.js';
import {Leaks} from '../testing/leaks.js';
import {codeOf, eachWithAdaAndBen, participant, ring, type People, type Person} from '../testing/people.js';
import {until} from '../testing/until.js';
import {BrowserStore} from './store.js';

const stateOf = (person: Person, of: string) => participant(person, of)?.verification?.state;
const emojiOf = (person: Person, of: string) => participant(person, of)?.verification?.emoji;

describe('verification in a call', function () {
  this.timeout(60_000);
  let people: People;
  let ada: Person;
  let ben: Person;
  const devices = eachWithAdaAndBen((...all) => ([people, ada, ben] = all));
  afterEach(async () => {
    await new BrowserStore().clear();
    localStorage.removeItem('rtc-call:acquaintances');
  });

  /** Both compare, and say that it matches. */
  async function compare(remember: boolean) {
    await until(() => hasChannel(ada.call), 'the channel is open');
    await ada.call.verify('ben');
    await until(() => emojiOf(ben, 'ada'), 'Ben sees the emoji, too');
    assert.lengthOf(emojiOf(ada, 'ben')!, 7);
    assert.deepEqual(emojiOf(ada, 'ben'), emojiOf(ben, 'ada'));
    await Promise.all([
      ada.call.confirmVerification('ben', {matches: true, remember}),
      ben.call.confirmVerification('ada', {matches: true, remember}),
    ]);
    assert.deepEqual([stateOf(ada, 'ben'), stateOf(ben, 'ada')], ['verified', 'verified']);
    const isMutual = (person: Person, of: string) => participant(person, of)!.verification!.isMutual;
    await until(() => isMutual(ada, 'ben') && isMutual(ben, 'ada'), 'each knows what the other has said');
  }

  it('shows both the same seven emoji, whoever asks, and also if both do', async () => {
    await ring(ada, ben);
    assert.isNull(participant(ada, 'ben')!.verification);
    const states: unknown[] = [];
    ada.call.addEventListener('rtc-verification-changed', event =>
      states.push(event.participant.verification?.state),
    );
    await compare(false);
    assert.include(states, 'verified');
    assert.equal(participant(ada, 'ben')!.verification!.name, 'ben');
    await Promise.all([ben.call.verify('ada'), ada.call.verify('ben')]);
    assert.deepEqual(emojiOf(ada, 'ben'), emojiOf(ben, 'ada'));
    ada.call.cancelVerification('ben');
    await until(() => !emojiOf(ben, 'ada'), 'the comparison is over for Ben');
    assert.equal(stateOf(ben, 'ada'), 'verified');
    await ben.call.verify('ada');
    await ben.call.confirmVerification('ada', {matches: false});
    await until(() => stateOf(ada, 'ben') === 'mismatch', 'Ada hears of it');
    assert.equal(stateOf(ben, 'ada'), 'mismatch');
  });

  it('recognizes somebody in a later call, and says so if the key is another one', async () => {
    await ring(ada, ben);
    await compare(true);
    assert.isTrue(participant(ada, 'ben')!.verification!.isRemembered);
    const store = new BrowserStore();
    const isPromised = async () => (await store.load()).every(({promise}) => promise === 'kept');
    await until(isPromised, 'each knows that the other keeps the key');
    people.leave();
    // One browser plays both, so each finds the key pair of the other in it, too.
    [ada, ben] = [people.add('ada'), people.add('ben')];
    await ring(ada, ben);
    await until(
      () => stateOf(ada, 'ben') === 'verified' && stateOf(ben, 'ada') === 'verified',
      'both are known',
    );
    people.leave();

    const known = (await store.load()).find(({name}) => name === 'ben')!;
    assert.isFalse(known.mine.privateKey.extractable);
    // Ben's browser has lost its key.
    for (const {id, name} of await store.load()) if (name === 'ada') await store.remove(id);
    [ada, ben] = [people.add('ada'), people.add('ben')];
    await ring(ada, ben);
    await until(() => stateOf(ada, 'ben') === 'changed', 'Ada is told');
    await ada.call.forgetVerifications();
    assert.isEmpty(await store.load());
    assert.isNull(localStorage.getItem('rtc-call:acquaintances'));
  });

  it('rejects with a code, and leaves nothing open', async () => {
    const leaks = new Leaks();
    leaks.install();
    try {
      assert.equal(await codeOf(ada.call.verify('nobody')), 'not-connected');
      await ring(ada, ben);
      await until(() => hasChannel(ada.call), 'the channel is open');
      assert.equal(await codeOf(ada.call.confirmVerification('ben', {matches: true})), 'wrong-state');
      await compare(false);
      people.leave();
      await until(() => leaks.open.length === 0, `nothing is open: ${leaks.open.join()}`);
    } finally {
      leaks.restore();
    }
  });

  for (const intrusion of INTRUSIONS)
    it(`is never given while somebody in between ${intrusion}`, async () => {
      const {states} = await interceptedCall(intrusion);
      assert.notInclude(states, 'verified');
      if (intrusion !== 'sends everything back') assert.deepEqual(states, ['mismatch', 'mismatch']);
      await until(() => devices.live.length === 0, 'the devices are closed');
    });
});
