/** A private network with a second machine in it: a network namespace. Linux, as root, with `ip`. */
import {execFileSync, spawnSync} from 'node:child_process';
import {isInstalled} from './daemons.js';

export interface PhoneNetwork {
  /** This machine's address in it. */
  readonly address: string;
  /** The second machine: `ip netns exec <namespace> …` runs a program there. */
  readonly namespace: string;
  close(): void;
}

export const canOpenPhoneNetwork = process.getuid?.() === 0 && isInstalled('ip');

const ip = (...words: string[]) => execFileSync('ip', words);

/** Networks of test processes that run at the same time are different. */
export function openPhoneNetwork(): PhoneNetwork {
  const namespace = `rtc-phone-${process.pid}`;
  // Not like the name of a container's network. Linux allows 15 characters.
  const device = `lan${process.pid}`;
  const network = `10.77.${process.pid % 256}`;
  const close = (): void => {
    spawnSync('ip', ['netns', 'delete', namespace]);
    spawnSync('ip', ['link', 'delete', device]);
  };
  try {
    ip('netns', 'add', namespace);
    ip('link', 'add', device, 'type', 'veth', 'peer', 'name', 'phone0', 'netns', namespace);
    ip('address', 'add', `${network}.1/24`, 'dev', device);
    ip('link', 'set', device, 'up');
    ip('-n', namespace, 'address', 'add', `${network}.2/24`, 'dev', 'phone0');
    for (const name of ['phone0', 'lo']) ip('-n', namespace, 'link', 'set', name, 'up');
  } catch (error) {
    close();
    throw error;
  }
  return {address: `${network}.1`, namespace, close};
}
