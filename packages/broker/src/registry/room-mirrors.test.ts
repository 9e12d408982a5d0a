import {expect, test} from 'vitest';
import {Clock} from '../clock.js';
import type {Member} from './members.js';
import type {RoomEvent, RoomView} from './registry.js';
import {RoomMirrors} from './room-mirrors.js';

const member = (id: string, fields: Partial<Member> = {}): Member => ({
  id,
  name: id,
  stage: 'in',
  session: 's',
  seq: 1,
  away: false,
  ...fields,
});

async function open(view: RoomView) {
  const events: RoomEvent[] = [];
  const pruned: string[] = [];
  let current = view;
  const mirrors = new RoomMirrors({
    clock: new Clock(),
    fetch: async () => current,
    emit: event => events.push(event),
    isLocal: id => id === 'ada',
    onPruned: room => pruned.push(room),
  });
  await mirrors.entering('r', async () => view);
  const refresh = (next: RoomView) => {
    current = next;
    return mirrors.refresh('r');
  };
  return {mirrors, events, pruned, refresh};
}

const both = [member('ada'), member('bob')];

test('a partial view takes nobody out of a room, and is compared again', async () => {
  const {mirrors, events, refresh} = await open({revision: 5, members: both});
  await refresh({revision: 100, members: [member('ada')], isPartial: true});
  expect(events).toEqual([]);
  expect([...mirrors.revisions()]).toEqual([{room: 'r', revision: -1}]);
  await refresh({revision: 100, members: [member('ada')]});
  expect(events).toMatchObject([{type: 'exited', id: 'bob', reason: 'lost'}]);
  expect([...mirrors.revisions()]).toEqual([{room: 'r', revision: 100}]);
});

test('who enters a registry again that has lost its state has not left', async () => {
  const {mirrors, events, refresh} = await open({revision: 5, members: both});
  await refresh({revision: 100, members: [member('ada')], isPartial: true});
  mirrors.onEvent({type: 'entered', room: 'r', revision: 101, member: member('bob')});
  expect(events).toEqual([]);
  mirrors.onEvent({type: 'entered', room: 'r', revision: 102, member: member('bob', {name: 'Bob'})});
  expect(events).toMatchObject([{type: 'updated', member: {name: 'Bob'}}]);
});

test('somebody who enters during that time gets everybody who is known to be there', async () => {
  const {mirrors, refresh} = await open({revision: 5, members: both});
  await refresh({revision: 100, members: [member('ada')], isPartial: true});
  const view = await mirrors.entering('r', async () => ({
    revision: 101,
    members: [member('ada'), member('cyd')],
    isPartial: true as const,
  }));
  expect(view).toMatchObject({members: [{id: 'ada'}, {id: 'bob'}, {id: 'cyd'}]});
});

test('a copy that nobody needs is dropped, and so are its events', async () => {
  const {mirrors, pruned} = await open({revision: 5, members: both});
  mirrors.prune('r');
  expect(pruned).toEqual([]);
  mirrors.onEvent({type: 'exited', room: 'r', revision: 6, id: 'ada', reason: 'left'});
  mirrors.prune('r');
  expect(pruned).toEqual(['r']);
});
