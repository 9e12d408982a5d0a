/**
 * Releases that are one minor version apart work with each other: a page keeps its element while the broker is updated, or
 * the other way round. test/release/earlier has the release before this one.
 */
import {join} from 'node:path';
import {afterAll, beforeAll, onTestFinished} from 'vitest';
import {MANAGERS, setUpMachine} from '../release/machine.js';
import {readManifest} from '../release/registry.js';
import {startRehearsal, type Rehearsal} from '../release/rehearsal.js';
import {earlierTarballs, installRelease, nextMinor, renumber, serveElements} from '../release/upgrade.js';
import {test} from '../support/people.js';

let rehearsal: Rehearsal;
/** Folders with the broker and the element of the earlier release and of this one. */
let releases: readonly [string, string];

beforeAll(async () => {
  rehearsal = await startRehearsal();
  const {base, registry, tarballs} = rehearsal;
  const earlier = await earlierTarballs();
  const own = (await readManifest(tarballs[0]!)).version;
  const [older, newer] = [await versionOf(earlier, own), nextMinor(own)];
  // Without an earlier release, this one is compared with itself.
  if (older !== own) for (const tarball of earlier) await registry.publish(tarball);
  for (const tarball of await renumber(tarballs, newer, base)) await registry.publish(tarball);
  const npm = await setUpMachine(MANAGERS[0]!, join(base, 'npm'), registry.url);
  releases = [await installRelease(npm, older), await installRelease(npm, newer)];
}, 300_000);

afterAll(() => rehearsal?.close(), 120_000);

const versionOf = async ([tarball]: readonly string[], own: string) =>
  tarball === undefined ? own : (await readManifest(tarball)).version;

// 0 is the earlier release.
test.for([
  [0, 1, 1],
  [0, 0, 1],
  [1, 0, 0],
  [1, 1, 0],
] as const)(
  'the broker of release %i, and the elements of %i and %i: a call, a message, and one comes back',
  async ([broker, left, right], {open}) => {
    const server = await serveElements(releases[broker]!, releases);
    onTestFinished(async () => void (await server.stop()));
    const red = await open('red', `${left}.html`, {at: server.url});
    await red.press('join-button');
    const blue = await open('blue', `${right}.html`, {at: server.url});
    await blue.press('join-button');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
    await red.call(call => call.sendChatMessage('hello'));
    await blue.until(call => call.messages.some(({text}) => text === 'hello'));
    await blue.page.reload();
    await blue.until(call => call.state === 'connected');
    await Promise.all([red.meets('blue'), blue.meets('red')]);
  },
);
