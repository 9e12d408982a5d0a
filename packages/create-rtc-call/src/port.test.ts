import {createServer, type AddressInfo, type Server} from 'node:net';
import {once} from 'node:events';
import {afterEach, beforeEach, describe, expect, it} from 'vitest';
import {findFreePort, probePort} from './port.js';

describe('a port', () => {
  let server: Server;
  let port: number;

  beforeEach(async () => {
    server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    ({port} = server.address() as AddressInfo);
  });

  afterEach(() => {
    server.close();
  });

  it('is in use while a server listens on it', async () => {
    expect(await probePort(port, '127.0.0.1')).toBe('in-use');
  });

  it('is free afterwards, even after a probe', async () => {
    server.close();
    await once(server, 'close');
    expect(await probePort(port, '127.0.0.1')).toBe('free');
    expect(await probePort(port, '127.0.0.1')).toBe('free');
  });

  it('is suggested above a port in use', async () => {
    const free = await findFreePort(port, '127.0.0.1');
    expect(free).toBeGreaterThan(port);
    expect(await probePort(free!, '127.0.0.1')).toBe('free');
  });

  it('has no suggestion above the last port', async () => {
    expect(await findFreePort(65_536, '127.0.0.1')).toBeUndefined();
  });
});
