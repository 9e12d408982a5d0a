/** A network namespace of the process's own, in which packets can really be lost. Linux, as root, with `ip` and `nft`. */
import {execFileSync, spawn, spawnSync} from 'node:child_process';
import {once} from 'node:events';
import process from 'node:process';

const VARIABLE = 'RTC_CALL_NAMESPACE';
/** From TEST-NET-1 (RFC 5737): WebRTC uses no loopback address, so the namespace has one more. */
const ADDRESS = '192.0.2.1/24';

const nft = (...words: string[]) => execFileSync('nft', words);

/** Whether this process runs in such a namespace. */
export const isInNamespace = () => process.env[VARIABLE] !== undefined;

/**
 * Runs this script again in a new namespace, with these arguments, and removes the namespace. Resolves with the exit code;
 * undefined if no namespace can be made here.
 */
export async function runInNamespace(script: string, args: readonly string[]): Promise<number | undefined> {
  const name = `rtc-call-${process.pid}`;
  const canMake = process.getuid?.() === 0 && spawnSync('nft', ['--version']).status === 0;
  if (!canMake || spawnSync('ip', ['netns', 'add', name]).status !== 0) return undefined;
  const ip = (...words: string[]) => execFileSync('ip', ['-n', name, ...words]);
  try {
    ip('link', 'set', 'lo', 'up');
    ip('link', 'add', 'near', 'type', 'veth', 'peer', 'name', 'far');
    ip('address', 'add', ADDRESS, 'dev', 'near');
    for (const device of ['near', 'far']) ip('link', 'set', device, 'up');
    const command = ['netns', 'exec', name, process.execPath, script, ...args];
    const child = spawn('ip', command, {stdio: 'inherit', env: {...process.env, [VARIABLE]: name}});
    const [code] = (await once(child, 'close')) as [number | null];
    return code ?? 1;
  } finally {
    spawnSync('ip', ['netns', 'delete', name]);
  }
}

/** Loses all UDP packets, and the TCP packets of these ports, silently and in both directions, until `repair()`. */
export function losePackets(ports: readonly number[]): {repair(): void} {
  nft('add table inet outage');
  // When they arrive: a packet that is dropped when it is sent is reported to its sender.
  nft('add chain inet outage arriving { type filter hook input priority 0 ; }');
  nft('add rule inet outage arriving meta l4proto udp drop');
  for (const port of ports)
    for (const side of ['sport', 'dport']) nft(`add rule inet outage arriving tcp ${side} ${port} drop`);
  return {repair: () => void nft('delete table inet outage')};
}
