import {createCall} from '../call-session.js';
import type {Call} from '../call.js';
import {LoopbackSignaling} from '../signaling/loopback-signaling.js';
import {Intruder, type Intrusion} from './intruder.js';
import {until} from './until.js';

/** Before it is open, nobody can be asked. */
export const hasChannel = (call: Call) => call.trace.some(({step}) => step === 'channel-open');

const seen = (call: Call) => call.participants[0]?.verification ?? null;

/**
 * Ada calls Ben through an intruder that ends the DTLS of both, both ask to compare, and compare what they see. Returns what
 * each of them sees in the end, and whether there was anything to compare.
 */
export async function interceptedCall(intrusion: Intrusion) {
  const networks = {ada: crypto.randomUUID(), ben: crypto.randomUUID()};
  const join = (id: 'ada' | 'ben') =>
    createCall({displayName: id, signaling: new LoopbackSignaling({id, network: networks[id]})});
  const calls = {ada: join('ada'), ben: join('ben')};
  const intruder = new Intruder(intrusion, networks);
  try {
    intruder.open();
    await calls.ben.open();
    void calls.ada.call('ben').catch(() => {});
    await until(() => calls.ben.state === 'ringing', 'Ben is called');
    await calls.ben.accept();
    for (const call of [calls.ada, calls.ben])
      await until(() => hasChannel(call), 'they are connected, with an intruder in between');
    const asked = [calls.ada.verify('ben'), calls.ben.verify('ada')].map(verify => verify.catch(() => {}));
    const isDone = (call: Call) => seen(call)?.emoji || seen(call)?.state === 'mismatch';
    if (intrusion !== 'sends everything back') {
      await Promise.all(asked);
      await until(() => isDone(calls.ada) && isDone(calls.ben), 'both see something');
    }
    const emoji = [seen(calls.ada)?.emoji, seen(calls.ben)?.emoji];
    const matches = emoji[0]?.join() === emoji[1]?.join();
    for (const [call, id] of [
      [calls.ada, 'ben'],
      [calls.ben, 'ada'],
    ] as const)
      if (seen(call)?.emoji) await call.confirmVerification(id, {matches}).catch(() => {});
    return {states: [seen(calls.ada)?.state, seen(calls.ben)?.state], emoji};
  } finally {
    calls.ada.leave();
    calls.ben.leave();
    intruder.close();
  }
}
