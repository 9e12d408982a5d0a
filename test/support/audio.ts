import {expect} from 'vitest';
import type {Person} from './people.js';

/** The audio that somebody has sent so far over the only connection. */
export const audioSent = ({page}: Person) =>
  page.evaluate(async () => {
    const pc = window.lab.connections.find(({connectionState}) => connectionState === 'connected')!;
    const all = [...(await pc.getStats()).values()] as {
      type: string;
      kind: string;
      [field: string]: unknown;
    }[];
    const audio = all.find(({type, kind}) => type === 'outbound-rtp' && kind === 'audio')!;
    return {
      bytes: audio.bytesSent as number,
      packets: audio.packetsSent as number,
      bitrate: audio.targetBitrate as number,
    };
  });

/** Packets per second: one every 20 ms (RFC 7587 §4.2). */
const RATE = 50;

/** Ratio of the sent audio's size to its target bitrate, from now on: about 1, or 2 with redundancy. */
export async function audioCopies(person: Person): Promise<number> {
  const before = await audioSent(person);
  let copies = Number.NaN;
  const countPackets = async () => {
    const {bytes, packets, bitrate} = await audioSent(person);
    const size = (bytes - before.bytes) / (packets - before.packets);
    copies = size / (bitrate / 8 / RATE);
    return packets - before.packets;
  };
  await expect.poll(countPackets, {timeout: 10_000}).toBeGreaterThan(50);
  return copies;
}
