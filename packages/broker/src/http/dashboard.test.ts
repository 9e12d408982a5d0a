import {readFile} from 'node:fs/promises';
import {expect, test} from 'vitest';
import {connect} from '../testing/client.js';
import {startCluster} from '../testing/cluster.js';
import {shareRedis} from '../testing/redis.js';

const redis = shareRedis();

interface Dashboard {
  readonly panels: readonly {readonly title: string; readonly targets: readonly {readonly expr: string}[]}[];
}

test('the dashboard for Grafana shows every metric that a broker serves, and no other', async () => {
  const path = new URL('../../../../docs/grafana-dashboard.json', import.meta.url);
  const {panels} = JSON.parse(await readFile(path, 'utf8')) as Dashboard;
  const named = panels.flatMap(({targets}) =>
    targets.flatMap(({expr}) => expr.match(/\b(?:rtc_broker|process|nodejs)_\w+/g) ?? ['none']),
  );

  const {brokers, urls} = await startCluster(redis().url, 1);
  const alice = await connect(urls[0]);
  alice.offer(alice.id);
  await alice.next('OFFER');
  const text = await brokers[0]!.metrics();
  const served = [...text.matchAll(/^# TYPE (\w+) (\w+)$/gm)].map(([, name, type]) =>
    type === 'histogram' ? `${name}_bucket` : name!,
  );
  expect([...new Set(named)].toSorted()).toEqual(served.toSorted());
});
