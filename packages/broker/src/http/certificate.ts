/** The certificate of the broker's own server: reads it, checks it, and reads it again when its files change. */
import {X509Certificate, createPrivateKey} from 'node:crypto';
import {readFileSync, type Stats} from 'node:fs';
import {stat} from 'node:fs/promises';
import type {Server} from 'node:https';
import {createSecureContext} from 'node:tls';
import type {Logger} from '../log.js';
import {OptionsError} from '../options/index.js';

/** The names of two PEM files. */
export interface CertificateFiles {
  readonly cert: string;
  readonly key: string;
}

export interface Certificate {
  readonly cert: Buffer | string;
  readonly key: Buffer | string;
}

/** How often to check the files, in ms. A new pair is used once it is unchanged between two checks. */
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
    throw new OptionsError([`${option}: ${JSON.stringify(file)} does not contain a ${what} in PEM format`]);
  }
}

/** Reads and checks a pair. Throws an OptionsError that says what is wrong with it. */
export function readCertificate(files: CertificateFiles): Certificate {
  const [cert, key] = [read('tls.cert', files.cert), read('tls.key', files.key)];
  const leaf = parse('tls.cert', files.cert, 'certificate', () => new X509Certificate(cert));
  const ownKey = parse('tls.key', files.key, 'private key without a password', () => createPrivateKey(key));
  if (!leaf.checkPrivateKey(ownKey)) throw new OptionsError(['tls.key: does not match tls.cert']);
  // Checks the rest of the chain, and what OpenSSL refuses, such as short keys.
  try {
    createSecureContext({cert, key});
  } catch (error) {
    throw new OptionsError([`tls: ${(error as Error).message}`]);
  }
  return {cert, key};
}

export interface CertificateWatch {
  /** Reads the pair now. If it is not usable, logs an error and keeps the previous pair. */
  reload(): void;
  stop(): void;
}

/**
 * Gives the server a new certificate when the files change; open connections are not affected. The files are checked by
 * name, so that a changed symbolic link, in their own folder or above it, counts as a change: certbot and Kubernetes renew
 * certificates this way, and a file watcher does not see it.
 */
export function watchCertificate(server: Server, files: CertificateFiles, log: Logger): CertificateWatch {
  let seen: string | undefined;
  let loaded: string | undefined;

  function reload(): void {
    try {
      server.setSecureContext(readCertificate(files));
      log.info('the certificate was reloaded');
    } catch (error) {
      log.error({err: error}, 'the new certificate is not usable: the previous one stays in use');
    }
  }

  async function poll(): Promise<void> {
    const now = (await Promise.all([stampOf(files.cert), stampOf(files.key)])).join(' ');
    loaded ??= now;
    const isSettled = now === seen;
    seen = now;
    if (!isSettled || now === loaded) return;
    loaded = now;
    reload();
  }

  void poll();
  const timer = setInterval(() => void poll(), POLL_MS);
  return {reload, stop: () => clearInterval(timer)};
}

/** A text that changes when the file changes. Follows links. */
async function stampOf(file: string): Promise<string> {
  const stats: Stats | undefined = await stat(file).catch(() => undefined);
  return stats ? [stats.dev, stats.ino, stats.size, stats.mtimeMs].join('-') : 'none';
}
