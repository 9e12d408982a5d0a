/**
 * Three brokers, their registry and their clients in one process and in simulated time: delays, reordering, losses, broken
 * connections and killed brokers, all decided by a seed.
 */
import {createPeerCore, type PeerCore} from '../../delivery/index.js';
import {GRACE_MS, SimulatedBroker} from './broker.js';
import {Checks} from './checks.js';
import {Client} from './client.js';
import {Network} from './transport.js';
import {World} from './world.js';

const BROKERS = 3;
const ROOMS = ['r', 's'];
/** How long everything goes wrong, in ms. */
const STORM_MS = 60_000;
/** How long the brokers take to agree when nothing goes wrong any more, in ms: a few renewals. */
const CALM_MS = 14_000;

/** `peer` takes a while to load, and forgets its clients. */
const cores: PeerCore[] = [];

export interface Outcome {
  readonly seed: number;
  readonly failures: readonly string[];
  /** Of a working run: how many messages were delivered and expired. */
  readonly delivered: number;
  readonly expiries: number;
}

/** `say` is called with what happens. */
export async function simulate(seed: number, say?: (line: string) => void): Promise<Outcome> {
  const world = new World(seed);
  if (say) world.trace = what => say(`${(world.now / 1_000).toFixed(3)} ${what()}`);
  const faults = {delayMs: world.pick([2, 20, 200]), loss: world.pick([0, 0.01, 0.05])};
  const network = new Network(world, faults, {
    graceMs: GRACE_MS,
    rooms: 9,
    roomMembers: 9,
    roomsPerPeer: 9,
    roomKnocks: 2,
    electsHosts: false,
  });
  const brokers = Array.from({length: BROKERS}, (_, index) => start(network, index));
  const clients: Client[] = [];
  const checks = new Checks(world, () => clients);
  const page = (id: string, owner: string): Client =>
    new Client({world, checks, id, owner, brokers: () => brokers});
  for (const id of ['a', 'b', 'c', 'd', 'e']) clients.push(page(id, `owner-of-${id}`));
  // They want ids that others have.
  clients.push(page('a', 'stranger'), page('b', 'stranger'));
  let isStormy = true;

  const act = (client: Client): void => {
    if (!isStormy) return;
    if (client.isOnline || world.chance(0.3)) behave(world, client);
    world.after(world.between(50, 1_500), () => act(client));
  };
  const harm = (): void => {
    if (!isStormy) return;
    harmOne(network, brokers);
    world.after(world.between(2_000, 15_000), harm);
  };
  for (const client of clients) act(client);
  harm();

  await world.pass(STORM_MS);
  isStormy = false;
  Object.assign(faults, {loss: 0, delayMs: 5});
  for (const {transport} of brokers) transport.isCut = false;
  await world.pass(CALM_MS);
  await expectAgreement(network, clients, checks);
  await world.pass(GRACE_MS + 5_000);
  await expectNoGhosts(network, clients, checks);
  for (const client of clients) client.quit(1006);
  await world.pass(GRACE_MS + 10_000);
  expectNothing(network, brokers, checks);
  const stopped = Promise.all(brokers.map(broker => broker.stop()));
  await world.pass(5_000);
  await stopped;
  for (const [index, {clock}] of brokers.entries())
    if (clock.pending > 0) checks.fail(`broker ${index} has left ${clock.pending} timers`);
  return {seed, failures: checks.failures, delivered: checks.delivered, expiries: checks.expiries};
}

const start = (network: Network, index: number): SimulatedBroker =>
  new SimulatedBroker(network, (cores[index] ??= createPeerCore()), `broker ${index}`);

function behave(world: World, client: Client): void {
  if (!client.isOnline) return client.connect();
  if (!client.isConnected) return;
  const dice = world.random();
  if (dice < 0.6) client.send(world.pick(['a', 'b', 'c', 'd', 'e'].filter(id => id !== client.id)));
  else if (dice < 0.75) client.enter(world.pick(ROOMS));
  else if (dice < 0.8) client.exit(world.pick(ROOMS));
  else if (dice < 0.88) client.lose();
  else if (dice < 0.92) client.replace();
  else if (dice < 0.96) client.unload(world.chance(0.6));
  else client.quit();
}

function harmOne(network: Network, brokers: SimulatedBroker[]): void {
  const {world} = network;
  const index = Math.floor(world.random() * brokers.length);
  const broker = brokers[index];
  if (!broker?.isRunning) return;
  const startAgain = (): void =>
    void world.after(world.between(500, 4_000), () => (brokers[index] = start(network, index)));
  const dice = world.random();
  if (dice < 0.4) {
    broker.crash();
    startAgain();
  } else if (dice < 0.6) void broker.stop().then(startAgain);
  else {
    broker.transport.isCut = true;
    world.after(world.between(100, 12_000), () => (broker.transport.isCut = false));
  }
}

/** Everybody who is connected reaches everybody else who is, and sees the rooms as they are. */
async function expectAgreement({world, keeper}: Network, clients: readonly Client[], checks: Checks) {
  const connected = clients.filter(({isConnected}) => isConnected);
  const probes: (() => void)[] = [];
  for (const one of connected)
    for (const other of connected) {
      if (one.id === other.id) continue;
      const n = checks.sending(one.connection!, other.id);
      one.connection!.wire.say({type: 'OFFER', dst: other.id, payload: {type: 'x', n}});
      probes.push(() => {
        if (!checks.isDelivered(n)) checks.fail(`${one.id} does not reach ${other.id}`);
      });
    }
  await world.pass(1_000);
  for (const probe of probes) probe();
  // Somebody's grace period may be about to end.
  await expectSameRooms({world, keeper}, clients, checks, ({away}) => !away);
}

type Seen = {id: string; session: string; away: boolean};

/** Everybody in a room knows exactly who else is, as soon as no event is on its way. */
async function expectSameRooms(
  {world, keeper}: Pick<Network, 'world' | 'keeper'>,
  clients: readonly Client[],
  checks: Checks,
  counts: (member: Seen) => boolean,
) {
  let differences = await compareRooms(keeper, clients, counts);
  for (let tries = 0; tries < 3 && differences.length > 0; tries += 1) {
    await world.pass(100);
    differences = await compareRooms(keeper, clients, counts);
  }
  for (const difference of differences) checks.fail(difference);
}

async function compareRooms(
  keeper: Network['keeper'],
  clients: readonly Client[],
  counts: (member: Seen) => boolean,
): Promise<string[]> {
  const seen = (members: Iterable<Seen>): string =>
    [...members]
      .filter(counts)
      .map(({id, session, away}) => `${id} ${session}${away ? ' away' : ''}`)
      .toSorted()
      .join(', ');
  const differences: string[] = [];
  for (const room of ROOMS) {
    const {members} = await keeper.view(room);
    for (const {connection, id, isConnected, wanted} of clients) {
      const mine = connection?.rooms.get(room);
      if (!isConnected || !wanted.has(room)) continue;
      const [is, knows] = [
        seen(members.filter(member => member.id !== id)),
        mine ? seen(mine.members.values()) : 'nothing',
      ];
      if (is !== knows) differences.push(`in ${room} are [${is}], but ${id} knows of [${knows}]`);
      if (!members.some(member => member.id === id && !member.away))
        differences.push(`${id} is not in ${room}`);
    }
  }
  return differences;
}

/** Everybody gets an id that nobody else has, and nobody is in a room who does not know of it. */
async function expectNoGhosts({world, keeper}: Network, clients: readonly Client[], checks: Checks) {
  await expectSameRooms({world, keeper}, clients, checks, () => true);
  const connected = clients.filter(({isConnected}) => isConnected);
  for (const client of clients)
    if (client.isOnline && !client.isConnected && !connected.some(({id}) => id === client.id))
      checks.fail(`${client.admission.owner} does not get ${client.id}`);
  for (const room of ROOMS)
    for (const {id} of (await keeper.view(room)).members)
      if (!clients.some(client => client.id === id && client.isConnected && client.wanted.has(room)))
        checks.fail(`${id} is a ghost in ${room}`);
}

/** When everybody has gone, nothing is left. */
function expectNothing({keeper}: Network, brokers: readonly SimulatedBroker[], checks: Checks): void {
  const {ids, rooms} = keeper.counts();
  if (ids > 0 || rooms > 0) checks.fail(`${ids} ids and ${rooms} rooms are left in the registry`);
  for (const [index, {hub, address}] of brokers.entries()) {
    const {heldIds} = address;
    const held = ['a', 'b', 'c', 'd', 'e'].filter(id => hub.holds(id));
    if (held.length > 0 || heldIds !== 0 || !address.mayTakeId || hub.pending.count > 0)
      checks.fail(
        `broker ${index} still holds ${held.join()}, ${heldIds} ids, ${hub.pending.count} messages`,
      );
    for (const room of ROOMS) if (address.isIn(room)) checks.fail(`broker ${index} still counts ${room}`);
  }
}
