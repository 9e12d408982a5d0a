import {test} from '../support/people.js';
import {reloadRepeatedly} from '../support/reloads.js';

test('fifty reloads with the CPU throttled 6 times: the same id each time, and no departure', async ({
  open,
}) => {
  const seen = await reloadRepeatedly(open, 50);
  process.stderr.write(`${JSON.stringify(seen)}\n`);
});
