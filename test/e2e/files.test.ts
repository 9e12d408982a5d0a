import {createHash} from 'node:crypto';
import {describe, expect, onTestFinished} from 'vitest';
import type {Page} from 'puppeteer-core';
import {hasFirefox} from '../support/browsers.js';
import {startLink} from '../support/link.js';
import {test, type Name, type Open, type Person} from '../support/people.js';
import {emulateNetwork, type TabOptions} from '../support/tab.js';

let rooms = 0;

async function openTwo(
  open: Open,
  sender: Name,
  receiver: Name,
  options: TabOptions & {readonly at?: string} = {},
) {
  rooms += 1;
  const query = `call.html?room=files-${rooms}&prejoin=off`;
  const people = await Promise.all([open(sender, query, options), open(receiver, query)]);
  await Promise.all(people.map(person => person.until(call => call.state === 'connected')));
  return people;
}

/** Offers an incompressible file of `size` bytes; returns its SHA-256. */
const offer = (person: Person, size: number) =>
  person.call(async (call, size) => {
    const bytes = new Uint8Array(size);
    for (let i = 0; i < size; i += 65_536) crypto.getRandomValues(bytes.subarray(i, i + 65_536));
    await call.sendFile(new File([bytes], 'holiday photos.zip', {type: 'application/zip'}));
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
    return [...hash].map(byte => byte.toString(16).padStart(2, '0')).join('');
  }, size);

interface Transfer {
  readonly id: string;
  readonly status: string;
  readonly name: string;
  readonly size: number;
  readonly transferred: number;
}

const transfers = async (person: Person) =>
  (await person.events('rtc-file')).map(({transfer}) => transfer as Transfer);
const last = async (person: Person) => (await transfers(person)).at(-1);

const accept = async (person: Person) => {
  await expect.poll(() => last(person), {timeout: 10_000}).toMatchObject({status: 'offered'});
  await person.call((call, id) => call.acceptFile(id), (await last(person))!.id);
};

/** The name, type and SHA-256 of the file that this person has received. */
const received = (person: Person) =>
  person.call(async call => {
    const file = await new Promise<File>(resolve => {
      call.addEventListener('rtc-file', ({transfer}) => {
        if (transfer.status === 'done') resolve(transfer.blob as File);
      });
    });
    const hash = new Uint8Array(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));
    return {
      name: file.name,
      type: file.type,
      size: file.size,
      sha256: [...hash].map(byte => byte.toString(16).padStart(2, '0')).join(''),
    };
  });

const pairs: [Name, Name][] = [
  ['red', 'blue'],
  ['red', 'firefox'],
  ['firefox', 'red'],
];

describe('a file', () => {
  test.for(pairs.filter(pair => hasFirefox || !pair.includes('firefox')))(
    'from %s to %s arrives complete, with its name, and reports progress to both',
    async ([from, to], {open}) => {
      const [sender, receiver] = (await openTwo(open, from, to)) as [Person, Person];
      const size = 3_000_001;
      const sha256 = await offer(sender, size);
      const arrival = received(receiver);
      await accept(receiver);
      expect(await arrival).toEqual({name: 'holiday photos.zip', type: 'application/zip', size, sha256});
      await expect
        .poll(() => last(sender), {timeout: 10_000})
        .toMatchObject({status: 'done', transferred: size});
      for (const person of [sender, receiver]) {
        const progress = (await transfers(person)).map(({transferred}) => transferred);
        expect(progress).toEqual(progress.toSorted((a, b) => a - b));
        expect(new Set(progress).size).toBeGreaterThan(2);
      }
    },
  );

  test('of 0 bytes arrives', async ({open}) => {
    const [red, blue] = (await openTwo(open, 'red', 'blue')) as [Person, Person];
    const sha256 = await offer(red, 0);
    const arrival = received(blue);
    await accept(blue);
    expect(await arrival).toMatchObject({size: 0, sha256});
    expect(sha256).toBe(createHash('sha256').digest('hex'));
  });

  test('can be declined, and cancelled by either side', async ({open, broker}) => {
    // A high latency, so that the transfer takes a while.
    const link = await startLink(broker.port, 0);
    onTestFinished(() => link.close());
    const prepare = async (page: Page) => (await emulateNetwork(page))({latency: 50});
    const [red, blue] = (await openTwo(open, 'red', 'blue', {at: link.url, prepare})) as [Person, Person];
    const end = async (canceller: Person, status: string) => {
      const {id} = (await last(canceller))!;
      await canceller.call((call, id) => call.cancelFile(id), id);
      await Promise.all(
        [red, blue].map(person => expect.poll(() => last(person), {timeout: 10_000}).toMatchObject({status})),
      );
    };
    await offer(red, 100_000);
    await expect.poll(() => last(blue), {timeout: 10_000}).toMatchObject({status: 'offered'});
    await end(blue, 'declined');
    for (const canceller of [red, blue]) {
      await offer(red, 30_000_000);
      await accept(blue);
      await expect.poll(() => last(blue), {timeout: 10_000}).toMatchObject({status: 'active'});
      await end(canceller, 'cancelled');
    }
  });

  test('continues after a network outage', async ({open, broker}) => {
    const link = await startLink(broker.port, 20);
    onTestFinished(() => link.close());
    let setNetwork!: Awaited<ReturnType<typeof emulateNetwork>>;
    const prepare = async (page: Page) => {
      setNetwork = await emulateNetwork(page);
      await setNetwork({latency: 10});
    };
    const [red, blue] = (await openTwo(open, 'red', 'blue', {at: link.url, prepare})) as [Person, Person];
    const size = 20_000_000;
    const sha256 = await offer(red, size);
    const arrival = received(blue);
    await accept(blue);
    await blue.until(() =>
      window.lab.events.some(
        ({transfer}) => ((transfer as {transferred?: number})?.transferred ?? 0) > 1_000_000,
      ),
    );
    link.cut();
    await setNetwork({latency: 10, packetLoss: 100});
    await blue.until(call => call.state === 'reconnecting');
    expect(await last(blue)).toMatchObject({status: 'active'});
    await setNetwork({latency: 10});
    link.repair();
    expect(await arrival).toMatchObject({size, sha256});
    const progress = (await transfers(blue)).map(({transferred}) => transferred);
    expect(progress).toEqual(progress.toSorted((a, b) => a - b));
  });
});
