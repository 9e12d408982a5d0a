/** What browsers check of a certificate, and whether it will be renewed in time. */
import type {X509Certificate} from 'node:crypto';
import {isIP} from 'node:net';
import {connect} from 'node:tls';
import {CAUSES, unreachable, type Finding} from './findings.js';

const DAY_MS = 86_400_000;
/** Let's Encrypt's clients renew 30 days before the end: if less is left, the renewal has failed. */
const WARN_DAYS = 14;
/** In bits (CA/Browser Forum, Baseline Requirements §6.1.5). */
const RSA_BITS = 2_048;
const TIMEOUT_MS = 10_000;

const NAME = 'Certificate';

interface Served {
  readonly certificate: X509Certificate;
  /** Why a browser would refuse it: an error code of OpenSSL or Node. */
  readonly error: string | undefined;
}

/** Checks names, chain, expiry and key of the certificate at an https URL. `now`: in ms since 1970. */
export async function checkCertificate(url: string, now = Date.now()): Promise<Finding> {
  const {certificate, error} = await fetchCertificate(new URL(url));
  const days = Math.floor((Date.parse(certificate.validTo) - now) / DAY_MS);
  const names = certificate.subjectAltName?.replaceAll(/(DNS|IP Address):/g, '') ?? 'no name';
  const {asymmetricKeyType, asymmetricKeyDetails} = certificate.publicKey;
  const bits = asymmetricKeyDetails?.modulusLength;
  if (error !== undefined) {
    const detail = error === 'ERR_TLS_CERT_ALTNAME_INVALID' ? `${error}: it is for ${names}` : error;
    const hint = CAUSES[error] ?? 'Serve a certificate of an authority that browsers trust, with its chain.';
    return {level: 'failed', name: NAME, detail, hint};
  }
  if (asymmetricKeyType === 'rsa' && bits !== undefined && bits < RSA_BITS) {
    const hint = `Browsers refuse RSA keys shorter than ${RSA_BITS} bits: use ECDSA P-256.`;
    return {level: 'failed', name: NAME, detail: `its RSA key has ${bits} bits`, hint};
  }
  const detail = `for ${names}, for ${days} more days`;
  if (days >= WARN_DAYS) return {level: 'ok', name: NAME, detail};
  const hint = 'Renew it now, and check why it was not renewed automatically.';
  return {level: 'warning', name: NAME, detail, hint};
}

function fetchCertificate({hostname, port}: URL): Promise<Served> {
  const host = hostname.replace(/^\[(.*)\]$/, '$1');
  return new Promise((resolve, reject) => {
    const socket = connect({
      host,
      port: Number(port || 443),
      // An address is no server name (RFC 6066 §3).
      servername: isIP(host) ? '' : host,
      // What is wrong with it is to be reported, not refused.
      rejectUnauthorized: false,
    });
    socket.setTimeout(TIMEOUT_MS, () => socket.destroy(new Error('no answer')));
    socket.once('error', error => reject(unreachable(error)));
    socket.once('secureConnect', () => {
      const certificate = socket.getPeerX509Certificate();
      const error = socket.authorized ? undefined : codeOf(socket.authorizationError);
      socket.destroy();
      if (certificate) resolve({certificate, error});
      else reject(new Error('the server has no certificate'));
    });
  });
}

/** Node's types say Error, but it is the code of one. */
const codeOf = (error: unknown): string => (error as {code?: string}).code ?? String(error);
