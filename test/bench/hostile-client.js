// @ts-check
/** The hostile client of broker-hostile.ts: repeats one action as fast as possible, and reconnects when it is cut off. */
import {setPriority} from 'node:os';
import {WebSocket} from 'ws';

const [port, attack = ''] = process.argv.slice(2);
// A real attacker uses another machine, so this process must not take CPU from the broker.
setPriority(19);
const text = 'x'.repeat(1_000);
/** @param {string} dst @param {string} text */
const offer = (dst, text) => JSON.stringify({type: 'OFFER', dst, payload: {type: 'x', text}});

/** @type {Record<string, (socket: WebSocket) => void>} One step of each attack. */
const ATTACKS = {
  flood: socket => socket.send(offer('callee-0', text)),
  'huge frames': socket => socket.send(Buffer.alloc(10 * 2 ** 20, 'x')),
  // To itself, without ever reading.
  'slow reading': socket => socket.send(offer('hostile', 'x'.repeat(60_000))),
  // To 100,000 absent peers.
  'queued messages': socket => socket.send(offer(`nobody-${(count += 1) % 100_000}`, text)),
};
let count = 0;

/** Limit of our own send buffer, in bytes. */
const BUFFER = 16 * 2 ** 20;

for (;;) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/rtc/peerjs?key=peerjs&id=hostile&token=h`, {
    headers: {'X-Forwarded-For': '203.0.113.66'},
    perMessageDeflate: false,
  });
  socket.on('error', () => {});
  const closed = new Promise(resolve => {
    socket.once('close', resolve);
  });
  await Promise.race([new Promise(resolve => socket.once('open', resolve)), closed]);
  process.send?.('attacking');
  if (attack === 'slow reading') socket.pause();
  while (socket.readyState === WebSocket.OPEN) {
    for (let step = 0; step < 100 && socket.bufferedAmount < BUFFER; step += 1) ATTACKS[attack]?.(socket);
    await new Promise(resolve => setTimeout(resolve, 1));
  }
  socket.terminate();
  await closed;
  await new Promise(resolve => setTimeout(resolve, 1));
}
