import type {Page} from 'puppeteer-core';
import {onTestFinished} from 'vitest';
import {startLink} from './link.js';
import type {Name, Open, Person} from './people.js';
import {emulateNetwork} from './tab.js';

/** Round-trip time to the broker and to the others, in ms. */
const ROUND_TRIP = 40;

/** A person whose whole network, to the broker and to the others, can be disconnected and reconnected. */
export interface Detachable {
  readonly person: Person;
  detach(): Promise<void>;
  attach(): Promise<void>;
}

/** `port`: the broker's port, to which the network connects. */
export async function openDetachable(
  open: Open,
  port: number,
  name: Name,
  path: string,
): Promise<Detachable> {
  const link = await startLink(port, ROUND_TRIP);
  onTestFinished(() => link.close());
  let setNetwork!: Awaited<ReturnType<typeof emulateNetwork>>;
  const prepare = async (page: Page) => {
    setNetwork = await emulateNetwork(page);
    await setNetwork({latency: ROUND_TRIP / 4});
  };
  const person = await open(name, path, {at: link.url, prepare});
  return {
    person,
    async detach() {
      link.cut();
      await setNetwork({latency: ROUND_TRIP / 4, packetLoss: 100});
    },
    async attach() {
      await setNetwork({latency: ROUND_TRIP / 4});
      link.repair();
    },
  };
}
