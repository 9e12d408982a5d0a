import {execFile} from 'node:child_process';
import {mkdtemp, rm} from 'node:fs/promises';
import {tmpdir} from 'node:os';
import {join} from 'node:path';
import {promisify} from 'node:util';
import {onTestFinished} from 'vitest';

/** A folder that is removed when the test is over. */
export async function makeFolder(): Promise<string> {
  const dir = await mkdtemp(join(tmpdir(), 'rtc-broker-'));
  onTestFinished(() => rm(dir, {recursive: true, force: true}));
  return dir;
}

/** Writes a self-signed certificate for localhost and its key to `dir` or to a new folder. */
export async function makeCertificate(dir?: string): Promise<{cert: string; key: string}> {
  const folder = dir ?? (await makeFolder());
  const [cert, key] = [join(folder, 'cert.pem'), join(folder, 'key.pem')];
  const names = 'subjectAltName=DNS:localhost,IP:127.0.0.1';
  const subject = ['-subj', '/CN=localhost', '-addext', names, '-days', '1'];
  const newKey = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes'];
  await promisify(execFile)('openssl', ['req', '-x509', ...newKey, ...subject, '-keyout', key, '-out', cert]);
  return {cert, key};
}
