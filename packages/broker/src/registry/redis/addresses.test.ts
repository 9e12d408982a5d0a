/** Where a Redis may be: behind TLS, behind Sentinels, in a Redis Cluster. */
import {writeFile} from 'node:fs/promises';
import {join} from 'node:path';
import {expect, onTestFinished, test} from 'vitest';
import {makeCertificate} from '../../testing/certificate.js';
import {until} from '../../testing/client.js';
import {expectReaches, healthOf, join as enter, startCluster, untilJoined} from '../../testing/cluster.js';
import {freePort, makeFolder, spawnDaemon} from '../../testing/daemons.js';
import {startProcess} from '../../testing/processes.js';
import {startRedis} from '../../testing/redis.js';

/** Two brokers that use this Redis act as one. */
async function expectWorks(redis: string | readonly string[]) {
  const {urls} = await startCluster(redis, 2);
  const [ada, bob] = [await enter(urls[0], 'r', {id: 'ada'}), await enter(urls[1], 'r', {id: 'bob'})];
  await ada.nextFromBroker('entered');
  bob.offer('ada');
  await ada.next('OFFER');
  return {urls, ada, bob};
}

test('behind TLS, with a certificate authority of one’s own', async () => {
  const {cert, key} = await makeCertificate();
  const port = await freePort();
  await startRedis([
    '--tls-port',
    String(port),
    '--tls-cert-file',
    cert,
    '--tls-key-file',
    key,
    '--tls-auth-clients',
    'no',
  ]);
  const redis = `rediss://localhost:${port}`;
  const env = {...process.env, NODE_EXTRA_CA_CERTS: cert};
  const trusting = await startProcess(['--redis', redis], {env});
  await untilJoined([trusting.url]);
  const other = await startProcess(['--redis', redis]);
  await until(async () => (await healthOf(other.url)).cluster.problem === 'redis-tls');
  await until(() => other.errors().includes('NODE_EXTRA_CA_CERTS'));
});

test('behind a Sentinel, which says where the master is, also after a failover', async () => {
  const master = await startRedis();
  const replica = await startRedis(['--replicaof', '127.0.0.1', String(master.port)]);
  const port = await freePort();
  const config = join(await makeFolder(), 'sentinel.conf');
  await writeFile(
    config,
    [
      `port ${port}`,
      'bind 127.0.0.1',
      `sentinel monitor main 127.0.0.1 ${master.port} 1`,
      'sentinel down-after-milliseconds main 500',
      'sentinel failover-timeout main 2000',
    ].join('\n'),
  );
  const sentinel = await spawnDaemon('redis-server', [config, '--sentinel'], port);
  onTestFinished(() => sentinel.end('SIGKILL'));
  await until(async () => String(await master.ask('INFO', 'replication')).includes('state=online'));
  // Sentinel asks for replicas every 10 s.
  const {urls, ada, bob} = await expectWorks(`redis-sentinel://127.0.0.1:${port}/main`);
  await until(async () => String(await replica.ask('INFO', 'replication')).includes('master_link_status:up'));
  await master.stop();
  await until(async () => (await healthOf(urls[0])).cluster.problem !== undefined);
  await untilJoined(urls);
  expect(String(await replica.ask('INFO', 'replication'))).toContain('role:master');
  await expectReaches(bob, ada, 'mc_after');
  await Promise.all([ada.settled(), bob.settled()]);
  expect([...ada.received, ...bob.received].filter(({payload}) => payload?.kind !== 'entered')).toEqual([]);
});

test('a Sentinel that does not know the master', async () => {
  const port = await freePort();
  const config = join(await makeFolder(), 'sentinel.conf');
  await writeFile(config, `port ${port}\nbind 127.0.0.1\n`);
  const sentinel = await spawnDaemon('redis-server', [config, '--sentinel'], port);
  onTestFinished(() => sentinel.end('SIGKILL'));
  const broker = await startProcess(['--redis', `redis-sentinel://127.0.0.1:${port}/main`]);
  await until(async () => (await healthOf(broker.url)).cluster.problem === 'redis-no-master');
  await until(() => broker.errors().includes('the Sentinels know no main'));
});

test('in a Redis Cluster, whichever of its nodes is named', async () => {
  const nodes = [];
  for (const [first, last] of [
    [0, 8_191],
    [8_192, 16_383],
  ]) {
    const dir = await makeFolder();
    const node = await startRedis(['--cluster-enabled', 'yes', '--dir', dir]);
    await node.ask('CLUSTER', 'ADDSLOTSRANGE', String(first), String(last));
    nodes.push(node);
  }
  const [one, two] = nodes;
  await one!.ask('CLUSTER', 'MEET', '127.0.0.1', String(two!.port));
  for (const node of nodes)
    await until(async () => String(await node.ask('CLUSTER', 'INFO')).includes('cluster_state:ok'));
  // One of the two has the slot of the keys, the other says so.
  await expectWorks([one!.url, two!.url]);
});

test('the first of several hosts that can be written to', async () => {
  const [down, up] = [await startRedis(), await startRedis()];
  await down.stop();
  await expectWorks(`redis://127.0.0.1:${down.port},127.0.0.1:${up.port}`);
});
