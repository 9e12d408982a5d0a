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
  '401': 'Secret or clock differ: turn.secret must be the static-auth-secret of the TURN server.',
  '403': 'The TURN server forbids this client.',
  '486': 'The quota of allocations is reached: raise it on the TURN server.',
  '508': 'The TURN server has no free relay ports: widen its port range.',
  'not answer': 'Check its firewall for this port and protocol, and that it listens on this address.',
};

/** What nobody on the internet should reach through a relay: this machine, a cloud's metadata, a private network. */
const INTERNAL = ['127.0.0.1', '169.254.169.254', '10.0.0.1'];

export async function checkIceServer(
  url: string,
  {username = '', credential = ''}: IceServer,
): Promise<Finding> {
  const server = readIceUrl(url);
  if (!server)
    return {level: 'failed', name: url, detail: 'is no STUN or TURN URL', hint: 'See RFC 7064 and RFC 7065.'};
  try {
    if (server.scheme.startsWith('turn'))
      return await checkRelay(url, await allocate(server, username, credential));
    return {level: 'ok', name: url, detail: `sees me at ${await bind(server)}`};
  } catch (error) {
    const {message, code = ''} = error as NodeJS.ErrnoException;
    const known = Object.keys(TURN_HINTS).find(part => message.includes(part));
    const hint =
      known === undefined ? (CAUSES[code] ?? 'Check that it runs and can be reached.') : TURN_HINTS[known];
    return {level: 'failed', name: url, detail: message, hint};
  }
}

async function checkRelay(name: string, relay: Relay): Promise<Finding> {
  try {
    for (const address of INTERNAL) {
      if (!(await relay.permits(address))) continue;
      const hint = 'Anybody may reach the inside of its network: deny such addresses (README, TURN).';
      return {level: 'warning', name, detail: `relays at ${relay.address}, to ${address} too`, hint};
    }
    return {level: 'ok', name, detail: `relays at ${relay.address}`};
  } finally {
    await relay.close();
  }
}
