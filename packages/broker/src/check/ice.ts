import {CALL_PROBLEMS} from '@rtc-call/engine/problems';
import type {IceServer} from '../ice.js';
import {CAUSES, type Finding} from './findings.js';
import {allocate, bind, readIceUrl, type Relay} from './turn.js';

export function describeIce(servers: readonly IceServer[], ttl: number): Finding {
  const urls = servers.flatMap(server => server.urls);
  const name = 'ICE servers';
  if (urls.some(url => url.startsWith('turn')))
    return {level: 'ok', name, detail: `${urls.join(', ')} for ${ttl} s`};
  const hint = CALL_PROBLEMS['connection-failed'].fix;
  return {level: 'warning', name, detail: urls.length ? `only ${urls.join(', ')}` : 'none', hint};
}

const TURN_HINTS: Readonly<Record<string, string>> = {
  '401': 'The secret or the clock differs: turn.secret must be the static-auth-secret of the TURN server.',
  '403': 'The TURN server refuses this client.',
  '486': 'The allocation quota is used up: raise it on the TURN server.',
  '508': 'The TURN server has no free relay ports: widen its port range.',
  'no answer': 'Check that it listens on this address, and that its firewall allows this port and protocol.',
};

/** Addresses that a relay must not reach: its own machine, cloud metadata, a private network. */
const INTERNAL = ['127.0.0.1', '169.254.169.254', '10.0.0.1'];

export async function checkIceServer(
  url: string,
  {username = '', credential = ''}: IceServer,
): Promise<Finding> {
  const server = readIceUrl(url);
  if (!server)
    return {level: 'failed', name: url, detail: 'not a STUN or TURN URL', hint: 'See RFC 7064 and RFC 7065.'};
  try {
    if (server.scheme.startsWith('turn'))
      return await checkRelay(url, await allocate(server, username, credential));
    return {level: 'ok', name: url, detail: `sees this machine as ${await bind(server)}`};
  } catch (error) {
    const {message, code = ''} = error as NodeJS.ErrnoException;
    const known = Object.keys(TURN_HINTS).find(part => message.includes(part));
    const hint =
      known === undefined ? (CAUSES[code] ?? 'Check that it is running and reachable.') : TURN_HINTS[known];
    return {level: 'failed', name: url, detail: message, hint};
  }
}

async function checkRelay(name: string, relay: Relay): Promise<Finding> {
  try {
    for (const address of INTERNAL) {
      if (!(await relay.permits(address))) continue;
      const hint =
        'Anyone can reach its internal network: deny such addresses (deploy/turnserver.conf, which rtc-broker init writes, does).';
      return {level: 'warning', name, detail: `relays at ${relay.address}, and also to ${address}`, hint};
    }
    return {level: 'ok', name, detail: `relays at ${relay.address}`};
  } finally {
    await relay.close();
  }
}
