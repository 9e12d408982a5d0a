import {expect} from 'vitest';
import type {Person} from './people.js';

/** What somebody's sound has cost so far, over the only connection. */
export const soundSent = ({page}: Person) =>
  page.evaluate(async () => {
    const pc = window.lab.connections.find(({connectionState}) => connectionState === 'connected')!;
    const all = [...(await pc.getStats()).values()] as {
      type: string;
      kind: string;
      [field: string]: unknown;
    }[];
    const sound = all.find(({type, kind}) => type === 'outbound-rtp' && kind === 'audio')!;
    return {
      bytes: sound.bytesSent as number,
      packets: sound.packetsSent as number,
      bitrate: sound.targetBitrate as number,
    };
  });

/** Packets a second: one for each 20 ms (RFC 7587 §4.2). */
const RATE = 50;

/** How many times what its bitrate asks for somebody's sound costs, from now on: about 1, or 2 with redundancy. */
export async function soundCopies(person: Person): Promise<number> {
  const before = await soundSent(person);
  let copies = Number.NaN;
  const countPackets = async () => {
    const {bytes, packets, bitrate} = await soundSent(person);
    const size = (bytes - before.bytes) / (packets - before.packets);
    copies = size / (bitrate / 8 / RATE);
    return packets - before.packets;
  };
  await expect.poll(countPackets, {timeout: 10_000}).toBeGreaterThan(50);
  return copies;
}
