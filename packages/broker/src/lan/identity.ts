/** The certificates of this machine: its authority, which devices may trust, and the server's own, which is renewed. */
import {X509Certificate, createPrivateKey} from 'node:crypto';
import {isIP} from 'node:net';
import {join} from 'node:path';
import {OptionsError} from '../options/index.js';
import {configFolder, readPair, writePair, type Pair} from './config-folder.js';
import {DAY_MS} from './days.js';
import {ownName} from './network.js';

/** An authority that ends sooner is replaced: whoever trusts it should not have to do it again soon after. */
const AUTHORITY_RESERVE_DAYS = 7;
/** A server's certificate that ends sooner is renewed. */
const LEAF_RESERVE_DAYS = 30;

export interface Identity {
  /** The server's certificate and key, in PEM. */
  readonly leaf: Pair;
  /** The certificate of the authority, in DER. */
  readonly authority: Buffer;
  /** Its SHA-256, as browsers and systems show it: `AB:CD:…`. */
  readonly fingerprint: string;
}

export interface IdentityParts {
  readonly folder?: string;
  readonly name?: string;
  /** In ms since 1970. */
  readonly now?: number;
}

/** Reads or creates what a server needs that is reached under these addresses and this machine's names. */
export async function loadIdentity(
  addresses: readonly string[],
  {folder = configFolder(), name = ownName(), now = Date.now()}: IdentityParts = {},
): Promise<Identity> {
  const authority = await loadAuthority(join(folder, 'authority'), name, now);
  const certificate = new X509Certificate(authority.cert);
  const wanted = [...new Set([`${name.split('.')[0]}.local`, 'localhost', '127.0.0.1', ...addresses])];
  const leaf = await loadLeaf(join(folder, 'server'), authority, certificate, wanted, now);
  return {leaf, authority: certificate.raw, fingerprint: certificate.fingerprint256};
}

async function loadAuthority(folder: string, name: string, now: number): Promise<Pair> {
  const pair = readPair(folder);
  if (pair && lastsFor(parse(pair, folder), AUTHORITY_RESERVE_DAYS, now)) return pair;
  const {issueAuthority} = await import('./issue.js');
  const made = await issueAuthority(`rtc-call on ${name}`, now);
  return writePair(folder, made, pair);
}

async function loadLeaf(
  folder: string,
  authority: Pair,
  issuer: X509Certificate,
  names: readonly string[],
  now: number,
): Promise<Pair> {
  const pair = readPair(folder);
  if (pair && isUsable(pair, folder, issuer, names, now)) return pair;
  const {issueLeaf} = await import('./issue.js');
  const made = await issueLeaf(authority, names, now);
  const kept = writePair(folder, made, pair);
  return isUsable(kept, folder, issuer, names, now) ? kept : made;
}

function isUsable(
  pair: Pair,
  folder: string,
  issuer: X509Certificate,
  names: readonly string[],
  now: number,
): boolean {
  const leaf = parse(pair, folder);
  const has = (name: string) => (isIP(name) ? leaf.checkIP(name) : leaf.checkHost(name)) !== undefined;
  // One that ends with its authority can't be renewed to last longer.
  const isLasting = lastsFor(leaf, LEAF_RESERVE_DAYS, now) || leaf.validTo === issuer.validTo;
  return leaf.verify(issuer.publicKey) && isLasting && names.every(has);
}

const lastsFor = ({validTo}: X509Certificate, days: number, now: number): boolean =>
  Date.parse(validTo) - now > days * DAY_MS;

function parse({cert, key}: Pair, folder: string): X509Certificate {
  try {
    const certificate = new X509Certificate(cert);
    if (certificate.checkPrivateKey(createPrivateKey(key))) return certificate;
  } catch {
    // the same as for a key that does not match
  }
  throw new OptionsError([`lan: the certificate in ${folder} is damaged: delete that folder`]);
}
