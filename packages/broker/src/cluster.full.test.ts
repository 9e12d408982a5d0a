import {test} from 'vitest';
import {expectOneOwner, startCluster} from './testing/cluster.js';
import {shareRedis} from './testing/redis.js';

const redis = shareRedis();

test('10,000 claims at once, on two brokers, by different owners: each id has exactly one', async () => {
  const limits = {joinsPerAddress: 100_000, heldIdsPerAddress: 100_000};
  const {urls} = await startCluster(redis().url, 2, {limits});
  await expectOneOwner(urls, 10_000);
});
