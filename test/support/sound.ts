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
    const {bytesSent, packetsSent} = all.find(({type, kind}) => type === 'outbound-rtp' && kind === 'audio')!;
    return {bytes: bytesSent as number, packets: packetsSent as number};
  });

/** Bytes of a packet of sound, from now on. */
export async function packetSize(person: Person): Promise<number> {
  const before = await soundSent(person);
  let size = Number.NaN;
  const isMeasured = async () => {
    const {bytes, packets} = await soundSent(person);
    size = (bytes - before.bytes) / (packets - before.packets);
    return packets - before.packets;
  };
  await expect.poll(isMeasured, {timeout: 10_000}).toBeGreaterThan(50);
  return size;
}
