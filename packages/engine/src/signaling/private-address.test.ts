import {describe, expect, test} from 'vitest';
import {isPrivateHost} from './private-address.js';

describe('a host', () => {
  test.each([
    'localhost',
    'calls.localhost',
    'nas',
    'nas.local',
    'LAPTOP.Local',
    '10.1.2.3',
    '127.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.20',
    '169.254.1.1',
    '[::1]',
    '[fd00::1]',
    '[fe80::1]',
  ])('%s is in a private network', host => expect(isPrivateHost(host)).toBe(true));

  test.each([
    'calls.example.com',
    'example.com',
    '10.example.com',
    '8.8.8.8',
    '172.15.0.1',
    '172.32.0.1',
    '192.169.0.1',
    '[2001:db8::1]',
    '[fec0::1]',
  ])('%s is not known to be', host => expect(isPrivateHost(host)).toBe(false));
});
