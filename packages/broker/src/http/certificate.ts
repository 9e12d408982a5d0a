/** The certificate of the broker's own server: read, checked, and read again when its files change. */
import {X509Certificate, createPrivateKey} from 'node:crypto';
import {readFileSync, type Stats} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {Server} from 'node:https';
import {createSecureContext} from 'node:tls';
import type {Logger} from '../log.js';
import {OptionsError} from '../options/index.js';

/** The names of two files, PEM. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Certificate {
  readonly cert: Buffer;
  readonly key: Buffer;
}

/** How often the files are looked at, in ms. A pair is taken once it has stayed the same from one look to the next. */
const POLL_MS = 1_000;

function read(option: string, file: string): Buffer {
  try {
    return readFileSync(file);
  } catch (error) {
    throw new OptionsError([`${option}: can't read ${JSON.stringify(file)}: ${(error as Error).message}`]);
  }
}

function parse<T>(option: string, file: string, what: string, make: () => T): T {
  try {
    return make();
  } catch {
    throw new OptionsError([`${option}: ${JSON.stringify(file)} holds no ${what} in PEM`]);
  }
}

/** Reads a pair that a server can use. Throws an OptionsError that says what is wrong with it. */
export function readCertificate(files: CertificateFiles): Certificate {
  const [cert, key] = [read('tls.cert', files.cert), read('tls.key', files.key)];
  const leaf = parse('tls.cert', files.cert, 'certificate', () => new X509Certificate(cert));
  const ownKey = parse('tls.key', files.key, 'private key without a password', () => createPrivateKey(key));
  if (!leaf.checkPrivateKey(ownKey)) throw new OptionsError(['tls.key: is not the key of tls.cert']);
  // The rest of the chain, and what OpenSSL refuses, such as keys that are too short.
  try {
    createSecureContext({cert, key});
  } catch (error) {
    throw new OptionsError([`tls: ${(error as Error).message}`]);
  }
  return {cert, key};
}

export interface CertificateWatch {
  /** Reads the pair now. What can't be used is logged, and the pair before it stays. */
  reload(): void;
  stop(): void;
}

/**
 * Gives the server a new certificate when the files change; connections that are open are not touched. The files are
 * looked at by name, so that a symbolic link that points elsewhere, in their own folder or above it, is a change too:
 * certbot and Kubernetes renew certificates like that, and no watcher on a file sees it.
 */
export function watchCertificate(server: Server, files: CertificateFiles, log: Logger): CertificateWatch {
  let seen: string | undefined;
  let loaded: string | undefined;

  function reload(): void {
    try {
      server.setSecureContext(readCertificate(files));
      log.info('the certificate was read again');
    } catch (error) {
      log.error({err: error}, 'the new certificate can not be used: the one before it stays');
    }
  }

  async function look(): Promise<void> {
    const now = (await Promise.all([stampOf(files.cert), stampOf(files.key)])).join(' ');
    loaded ??= now;
    const isSettled = now === seen;
    seen = now;
    if (!isSettled || now === loaded) return;
    loaded = now;
    reload();
  }

  void look();
  const timer = setInterval(() => void look(), POLL_MS);
  return {reload, stop: () => clearInterval(timer)};
}

/** What changes with a file, seen through links. */
async function stampOf(file: string): Promise<string> {
  const stats: Stats | undefined = await stat(file).catch(() => undefined);
  return stats ? [stats.dev, stats.ino, stats.size, stats.mtimeMs].join('-') : 'none';
}
