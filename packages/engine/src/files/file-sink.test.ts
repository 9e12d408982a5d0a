import {expect, test} from 'vitest';
import {openFileSink} from './file-sink.js';

const MB = 1024 * 1024;

test('a file is kept in memory where there is no file system, as in Node', async () => {
  const sink = await openFileSink('a', 4);
  await sink.write(Uint8Array.of(1, 2));
  await sink.write(Uint8Array.of(3, 4));
  const file = await sink.toFile('a.bin', 'application/octet-stream');
  expect([...new Uint8Array(await file.arrayBuffer())]).toEqual([1, 2, 3, 4]);
});

test('a file that does not fit into memory is refused before its first byte', async () => {
  await expect(openFileSink('a', 513 * MB)).rejects.toMatchObject({code: 'file-too-large'});
});
