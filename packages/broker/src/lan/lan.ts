/** What a broker needs to be reached by other devices in this network, kept up to date while it runs. */
import type {Logger} from '../log.js';
import {OptionsError} from '../options/index.js';
import {urlHost} from '../origin.js';
import type {Pair} from './config-folder.js';
import {loadIdentity, type Identity, type IdentityParts} from './identity.js';
import {mainAddress, ownName, privateAddresses} from './network.js';
import {describeAddress, type LanAddress} from './terminal.js';

/** How often to check whether the addresses have changed or the certificate has to be renewed, in ms. */
const CHECK_MS = 10_000;

export interface Lan {
  readonly identity: Identity;
  /** For a broker on this port whose own path is `path`. */
  addressOf(port: number, path: string): LanAddress;
  /** Calls `onRenewed` with each new certificate. */
  watch(onRenewed: (pair: Pair) => void): void;
  stop(): void;
}

export interface LanParts extends IdentityParts {
  readonly log: Logger;
  readonly findAddresses?: () => Promise<string[]>;
  readonly checkMs?: number;
}

/** Rejects with an OptionsError if this machine is in no private network, or its certificates can't be used. */
export async function openLan({
  log,
  findAddresses = listAddresses,
  checkMs = CHECK_MS,
  ...parts
}: LanParts): Promise<Lan> {
  let addresses = await findAddresses();
  if (addresses.length === 0)
    throw new OptionsError([
      'lan: this machine has no address in a private network: connect it to one, or give the server a name and a certificate (tls.cert, tls.key)',
    ]);
  let identity = await loadIdentity(addresses, parts);
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;

  async function check(onRenewed: (pair: Pair) => void): Promise<void> {
    const now = await findAddresses();
    // Without a network the old addresses may come back.
    if (now.length === 0) return;
    addresses = now;
    const next = await loadIdentity(addresses, parts);
    const isNew = next.leaf.cert !== identity.leaf.cert;
    identity = next;
    if (!isNew) return;
    onRenewed(identity.leaf);
    log.info({addresses}, 'the certificate for this network was renewed');
  }

  return {
    get identity() {
      return identity;
    },
    addressOf(port, path) {
      const host = urlHost(addresses[0]!);
      const address = {
        url: `https://${host}:${port}`,
        trustUrl: `http://${host}:${port}${path}/trust`,
        fingerprint: identity.fingerprint,
      };
      return {...address, describe: (page = '') => describeAddress(address, page, parts.name ?? ownName())};
    },
    watch(onRenewed) {
      const schedule = (): void => {
        timer = setTimeout(() => {
          check(onRenewed)
            .catch((error: unknown) =>
              log.error({err: error}, 'the certificate for this network could not be renewed'),
            )
            .finally(() => isStopped || schedule());
        }, checkMs);
        timer.unref();
      };
      schedule();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}

const listAddresses = async (): Promise<string[]> => privateAddresses(await mainAddress());
