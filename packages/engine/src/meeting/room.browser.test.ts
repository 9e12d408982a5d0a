import {Trace} from '../trace.js';
import {assert} from '@open-wc/testing';
import type {Link, LinkState} from '../link/index.js';
import {SilentSignaling} from '../testing/silent-signaling.js';
import type {Member, RoomEvent} from '../signaling/index.js';
import type {Peers} from './peers.js';
import {RemotePeer} from './remote-peer.js';
import {Room} from './room.js';

const NAME = 'standup';
const BEN: Member = {id: 'ben', name: 'Ben', stage: 'in', session: 's', seq: 1, away: false};

describe('a room', () => {
  /** A room with Ben, whose link has this status, after these events from the broker. */
  function after(status: LinkState['status'], ...events: RoomEvent[]): readonly string[] {
    const there = new Map<string, RemotePeer>();
    const peers = {
      get all() {
        return [...there.values()];
      },
      get: (id: string) => there.get(id),
      add: (id: string, name: string) => {
        const peer = there.get(id) ?? new RemotePeer(id, name, () => {});
        peer.link = {state: {status}, setSending: () => {}} as unknown as Link;
        there.set(id, peer);
        return peer;
      },
      remove: ({id}: RemotePeer) => there.delete(id),
      sendStatus: () => {},
    } as unknown as Peers;
    const room = new Room(NAME, peers, {
      session: () => 'mine',
      name: () => 'Ada',
      signaling: () => new SilentSignaling(),
      trace: new Trace(() => {}),
      onChange: () => {},
      onError: () => {},
      onJoined: () => {},
      hostKey: () => undefined,
      onSanction: () => {},
      end: () => {},
    });
    room.enter('in', true);
    room.onEvent({kind: 'room', room: NAME, seq: 2, members: [BEN]});
    for (const event of events) room.onEvent(event);
    return [...there.keys()];
  }

  const emptyList: RoomEvent = {kind: 'room', room: NAME, seq: 1, members: []};
  const exited = (reason: 'left' | 'lost'): RoomEvent => ({kind: 'exited', room: NAME, id: 'ben', reason});

  it('keeps members missing from the list of a restarted broker until their link ends', () => {
    for (const status of ['connected', 'reconnecting', 'connecting'] as const)
      assert.deepEqual(after(status, emptyList), ['ben'], status);
    assert.deepEqual(after('ended', emptyList), []);
  });

  it('keeps a member that the broker has lost only while the link works', () => {
    assert.deepEqual(after('connected', exited('lost')), ['ben']);
    for (const status of ['reconnecting', 'connecting', 'ended'] as const)
      assert.deepEqual(after(status, exited('lost')), [], status);
  });

  it('does not keep a member who has left', () => {
    for (const status of ['connected', 'reconnecting', 'ended'] as const)
      assert.deepEqual(after(status, exited('left')), [], status);
  });
});
