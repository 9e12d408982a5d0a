import {expect, it} from 'vitest';
import {hasPrivateAddress} from './network.js';

it.each([
  ['192.168.1.5', true],
  ['172.31.255.1', true],
  ['fd00::5', true],
  ['203.0.113.5', false],
  ['172.32.0.1', false],
  ['fe80::1', false],
  ['2001:db8::1', false],
])('a machine with the address %s can be reached by a phone in its network: %s', (address, canReach) => {
  const interfaces = {
    lo: [{address: '127.0.0.1', internal: true}],
    eth0: [{address, internal: false}],
  } as unknown as Parameters<typeof hasPrivateAddress>[0];
  expect(hasPrivateAddress(interfaces)).toBe(canReach);
});
