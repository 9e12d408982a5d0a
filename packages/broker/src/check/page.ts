/** Whether the headers of a page let it use a broker, a camera and a microphone. */
import {CALL_PROBLEMS} from '@rtc-call/engine/problems';
import type {Finding} from './findings.js';

const NAME = 'Page';
const FEATURES = ['camera', 'microphone'] as const;

/** Checks the headers of the page at `url` for a call through the broker at `base`. Nothing is found if all is well. */
export function checkPageHeaders(url: string, base: string, headers: Headers): Finding[] {
  const findings: Finding[] = [];
  const fail = (detail: string, hint: string) => findings.push({level: 'failed', name: NAME, detail, hint});
  const permissions = headers.get('permissions-policy') ?? '';
  for (const feature of FEATURES) {
    // An allowlist that names the page's own origin, or everybody.
    const list = new RegExp(`(?:^|[,\\s])${feature}=(\\*|self|\\([^)]*\\))`).exec(permissions)?.[1];
    const {origin} = new URL(url);
    if (list === undefined || /\*|\bself\b/.test(list) || list.includes(`"${origin}"`)) continue;
    const wanted = `${feature}=(self) in the header Permissions-Policy`;
    fail(`${feature}=${list}`, CALL_PROBLEMS['policy-forbidden'].fix.replace('{detail}', wanted));
  }
  // Several headers must all allow it.
  for (const policy of (headers.get('content-security-policy') ?? '').split(',')) {
    const directives = readPolicy(policy);
    for (const [directive, fallback, needed] of [
      ['script-src-elem', 'script-src', base],
      ['connect-src', undefined, base],
      ['connect-src', undefined, base.replace(/^http/, 'ws')],
    ] as const) {
      const name = [directive, fallback, 'default-src'].find(one => one && directives.has(one));
      if (name === undefined || isAllowed(directives.get(name)!, needed, url)) continue;
      const {origin} = new URL(base);
      const source = needed.startsWith('ws') ? origin.replace(/^http/, 'ws') : origin;
      const option = source === new URL(url).origin ? "'self'" : source;
      fail(
        `its Content-Security-Policy does not allow ${source} in ${name}`,
        `Add ${option} to ${fallback ?? directive} (docs/guides/embedding.md has a whole policy).`,
      );
    }
  }
  return findings;
}

function readPolicy(policy: string): Map<string, string[]> {
  const directives = new Map<string, string[]>();
  for (const text of policy.split(';')) {
    const [name = '', ...sources] = text.trim().toLowerCase().split(/\s+/);
    // The first one of a name counts (CSP 3 §2.2.1).
    if (name && !directives.has(name)) directives.set(name, sources);
  }
  return directives;
}

function isAllowed(sources: readonly string[], needed: string, page: string): boolean {
  // A nonce or hash belongs to a script tag, which is not known here.
  if (sources.some(source => /^'(nonce|sha\d+)-|^'strict-dynamic'$/.test(source))) return true;
  const {protocol, host, hostname} = new URL(needed);
  const own = new URL(page);
  const isSecureTwin = protocol.replace('ws', 'http') === own.protocol && host === own.host;
  return sources.some(source => {
    if (source === '*' || source === protocol) return true;
    if (source === "'self'") return isSecureTwin;
    const match = /^(?:(\w+):\/\/)?(\*\.)?([^/:]+|\[[^\]]+\])(:[\d*]+)?/.exec(source);
    if (!match || source.startsWith("'")) return false;
    const [, scheme, wildcard, name, port] = match;
    // A source with http also stands for https, one with ws for wss, but neither for the other kind (CSP 3 §6.7.2.8).
    const isScheme = scheme === undefined || protocol.startsWith(scheme);
    const isHost = wildcard ? hostname.endsWith(`.${name}`) : hostname === name;
    const wanted = new URL(needed).port || (protocol.endsWith('s:') ? '443' : '80');
    const isPort =
      port === ':*' || (port?.slice(1) ?? (wanted === '443' || wanted === '80' ? wanted : '')) === wanted;
    return isScheme && isHost && isPort;
  });
}
