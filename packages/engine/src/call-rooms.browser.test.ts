import {assert} from '@open-wc/testing';
import {
  codeOf,
  eachWithAdaAndBen,
  participant,
  untilSeen,
  untilState,
  type People,
  type Person,
} from './testing/people.js';
import {until} from './testing/until.js';

describe('a call in a room', function () {
  this.timeout(60_000);
  let people: People;
  let ada: Person;
  let ben: Person;
  eachWithAdaAndBen((...all) => ([people, ada, ben] = all));

  it('connects everyone who types the same name', async () => {
    await Promise.all([ada.call.join(' Cafe\u0301 '), ben.call.join('Café')]);
    assert.deepEqual([ada.call.room, ben.call.room], ['Café', 'Café']);
    await untilSeen(ada, 'ben');
    assert.equal(await codeOf(people.add('cleo').call.join(' ')), 'invalid-room');
  });

  it('connects everyone in the room', async () => {
    const cleo = people.add('cleo');
    await ada.call.join('standup');
    assert.equal(ada.call.state, 'waiting');
    await Promise.all([ben.call.join('standup'), cleo.call.join('standup')]);
    const everyone = [ada, ben, cleo];
    for (const viewer of everyone) {
      for (const {id} of everyone.filter(person => person !== viewer)) await untilSeen(viewer, id);
      assert.lengthOf(viewer.call.participants, 2);
    }
    cleo.call.leave();
    const left = cleo.events.filter(event => event.startsWith('-'));
    assert.sameMembers(left, ['-ada hung-up', '-ben hung-up']);
    for (const person of [ada, ben]) {
      await until(() => !participant(person, 'cleo'), `${person.id} sees that cleo has left`);
      assert.include(person.events, '-cleo peer-hung-up');
      assert.equal(person.call.state, 'connected');
    }
    ben.call.leave();
    await untilState(ada, 'waiting');
  });

  it('is invisible in other rooms', async () => {
    await Promise.all([ada.call.join('standup'), ben.call.join('party')]);
    const cleo = people.add('cleo');
    await cleo.call.join('standup');
    await untilState(cleo, 'connected');
    assert.deepEqual(
      cleo.call.participants.map(({id}) => id),
      ['ada'],
    );
    assert.isEmpty(ben.call.participants);
  });

  it('connects in the lobby, and sends no media from there', async () => {
    await ada.call.join('standup');
    await ben.call.preview('standup');
    assert.equal(ben.call.state, 'lobby');
    const isWarm = (person: Person) => person.call.trace.some(({step}) => step === 'channel-open');
    await until(() => isWarm(ada) && isWarm(ben), 'the transport is there');
    assert.isEmpty(ada.call.participants);
    assert.isEmpty(ben.call.participants);
    assert.isEmpty(await ada.call.getStats());
    assert.isFalse(ada.call.trace.some(({step}) => step === 'first-frame'));
    await ben.call.join('standup');
    await Promise.all([untilSeen(ada, 'ben'), untilSeen(ben, 'ada')]);
    assert.equal(ben.call.state, 'connected');
  });

  it('shows the lobby who is in the call, and the call who is in the lobby', async () => {
    await ada.call.join('standup');
    const heard: string[] = [];
    ada.call.addEventListener('rtc-members-updated', ({members}) =>
      heard.push(members.map(({displayName, isIn}) => `${displayName} ${isIn ? 'in' : 'lobby'}`).join()),
    );
    await ben.call.preview('standup');
    await until(() => ben.call.members.length > 0, 'Ben knows who is there');
    assert.deepEqual(ben.call.members, [{id: 'ada', displayName: 'ada', isIn: true, isHost: false}]);
    await until(() => heard.at(-1) === 'ben lobby', 'Ada sees who is looking');
    assert.isEmpty(ada.call.participants);
    ben.call.configure({displayName: 'Benjamin'});
    await until(() => heard.at(-1) === 'Benjamin lobby', 'Ada sees the name that Ben has typed');
    await ben.call.join('standup');
    await until(() => heard.at(-1) === 'Benjamin in', 'Ada sees that Ben is in');
    ben.call.leave();
    await until(() => heard.at(-1) === '', 'Ada sees that Ben has left');
    assert.isEmpty(ben.call.members);
  });

  it('is not left by a late preview of it', async () => {
    const joining = ada.call.join('standup');
    await Promise.all([ada.call.preview('standup'), joining]);
    assert.equal(ada.call.state, 'waiting');
    await ada.call.preview('standup');
    assert.equal(ada.call.state, 'waiting');
  });

  it('makes its members busy for callers', async () => {
    await Promise.all([ada.call.join('standup'), ben.call.join('standup')]);
    await untilState(ada, 'connected');
    const eve = people.add('eve');
    assert.equal(await codeOf(eve.call.call('ada')), 'busy');
    assert.equal(eve.call.state, 'ended');
    assert.equal(eve.call.endReason, 'busy');
    assert.equal(ada.call.state, 'connected');
  });
});
