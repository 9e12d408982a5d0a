/** What we rely on in peer 1.0.2, so that an update that changes it is noticed. */
import {readFileSync} from 'node:fs';
import {createRequire} from 'node:module';
import {expect, test, vi} from 'vitest';
import type {Message} from '../protocol/frames.js';
import {asFrame, createPeerCore, type CoreFrame, type CoreSocket} from './peer-core.js';

const source = readFileSync(createRequire(import.meta.url).resolve('peer'), 'utf8');

function connect(core: ReturnType<typeof createPeerCore>, id: string, token = id) {
  const sent: Message[] = [];
  const listeners = new Map<string, (frame: CoreFrame) => void>();
  const socket: CoreSocket = {
    on: (event, listener) => void listeners.set(event, listener),
    send: message => void sent.push(message),
    close: () => {},
  };
  core.connect(socket, {id, token});
  return {
    sent,
    say: (message: Message) => listeners.get('message')?.(asFrame(message)),
    leave: () => listeners.get('close')?.(asFrame({type: 'LEAVE'})),
  };
}

test('starts no timers', () => {
  const spy = vi.spyOn(globalThis, 'setTimeout');
  createPeerCore();
  expect(spy).not.toHaveBeenCalled();
  spy.mockRestore();
  expect(source.match(/setTimeout|setInterval|setImmediate/g)).toEqual(['setTimeout', 'setTimeout']);
});

test('sends OPEN, sets the sender, and routes messages unchanged', () => {
  const core = createPeerCore();
  const [alice, bob] = [connect(core, 'alice'), connect(core, 'bob')];
  expect(alice.sent).toEqual([{type: 'OPEN'}]);
  const payload = {type: 'media', sdp: {}};
  alice.say({type: 'OFFER', src: 'somebody else', dst: 'bob', payload});
  expect(bob.sent.at(-1)).toEqual({type: 'OFFER', src: 'alice', dst: 'bob', payload});
  // No copy, no second parsing.
  expect(bob.sent.at(-1)?.payload).toBe(payload);
});

test('forgets disconnected clients', () => {
  const core = createPeerCore();
  connect(core, 'alice').leave();
  expect(connect(core, 'alice', 'another token').sent).toEqual([{type: 'OPEN'}]);
});

test('two instances share no state', () => {
  const [one, two] = [createPeerCore(), createPeerCore()];
  connect(one, 'alice');
  expect(connect(two, 'alice', 'another token').sent).toEqual([{type: 'OPEN'}]);
});
