/** Creates certificates. The only file that loads @peculiar/x509. */
import 'reflect-metadata';
import {webcrypto} from 'node:crypto';
import {isIP} from 'node:net';
import {
  AuthorityKeyIdentifierExtension,
  BasicConstraintsExtension,
  ExtendedKeyUsage,
  ExtendedKeyUsageExtension,
  Extension,
  KeyUsageFlags,
  KeyUsagesExtension,
  PemConverter,
  SubjectAlternativeNameExtension,
  SubjectKeyIdentifierExtension,
  X509Certificate,
  X509CertificateGenerator,
} from '@peculiar/x509';
import type {Pair} from './config-folder.js';
import {nameConstraints} from './constraints.js';
import {DAY_MS} from './days.js';

/** Clocks of phones may be slow. */
const BACKDATED_MS = 3_600_000;
const AUTHORITY_DAYS = 365;
const LEAF_DAYS = 90;

const KEY = {name: 'ECDSA', namedCurve: 'P-256'};
const SIGNATURE = {name: 'ECDSA', hash: 'SHA-256'};
const NAME_CONSTRAINTS = '2.5.29.30';

const makeKeys = () => webcrypto.subtle.generateKey(KEY, true, ['sign', 'verify']);
const exportKey = async (key: webcrypto.CryptoKey): Promise<string> =>
  `${PemConverter.encode(await webcrypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY')}\n`;
/** Positive, and at most 20 bytes (RFC 5280 §4.1.2.2). */
const serialNumber = (): string => {
  const bytes = webcrypto.getRandomValues(new Uint8Array(16));
  bytes[0]! &= 0x7f;
  bytes[0]! |= 0x40;
  return Buffer.from(bytes).toString('hex');
};

/** A new authority: it may sign servers with the permitted names and private addresses only, and no other authority. */
export async function issueAuthority(name: string, now: number): Promise<Pair> {
  const keys = await makeKeys();
  const notBefore = now - BACKDATED_MS;
  const certificate = await X509CertificateGenerator.createSelfSigned({
    serialNumber: serialNumber(),
    name: [{CN: [name]}],
    notBefore: new Date(notBefore),
    notAfter: new Date(notBefore + AUTHORITY_DAYS * DAY_MS),
    signingAlgorithm: SIGNATURE,
    keys,
    extensions: [
      new BasicConstraintsExtension(true, 0, true),
      new KeyUsagesExtension(KeyUsageFlags.keyCertSign | KeyUsageFlags.cRLSign, true),
      // Name constraints are for host names and addresses. This leaves out e-mail, code and clients.
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new Extension(NAME_CONSTRAINTS, true, nameConstraints()),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
    ],
  });
  return {cert: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey)};
}

/** A certificate of the authority for a server with these names and addresses. */
export async function issueLeaf(authority: Pair, names: readonly string[], now: number): Promise<Pair> {
  const issuer = new X509Certificate(authority.cert);
  const [keys, signingKey] = await Promise.all([
    makeKeys(),
    webcrypto.subtle.importKey('pkcs8', PemConverter.decodeFirst(authority.key), KEY, false, ['sign']),
  ]);
  const notBefore = Math.max(now - BACKDATED_MS, issuer.notBefore.getTime());
  const certificate = await X509CertificateGenerator.create({
    serialNumber: serialNumber(),
    subject: [{CN: [names[0]!.slice(0, 64)]}],
    issuer: issuer.subjectName,
    notBefore: new Date(notBefore),
    notAfter: new Date(Math.min(notBefore + LEAF_DAYS * DAY_MS, issuer.notAfter.getTime())),
    signingAlgorithm: SIGNATURE,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new BasicConstraintsExtension(false, undefined, true),
      new KeyUsagesExtension(KeyUsageFlags.digitalSignature, true),
      new ExtendedKeyUsageExtension([ExtendedKeyUsage.serverAuth]),
      new SubjectAlternativeNameExtension(
        names.map(name => ({type: isIP(name) ? 'ip' : 'dns', value: name}) as const),
      ),
      await SubjectKeyIdentifierExtension.create(keys.publicKey),
      await AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return {cert: `${certificate.toString('pem')}\n`, key: await exportKey(keys.privateKey)};
}
