import {sha256} from './crypto.js';
import {toHex, type Hex} from './transcript.js';

/** SHA-256 of the certificates of a connection that is up. */
export interface Certificates {
  /** Mine. */
  readonly mine: Hex;
  /** The one that the other side has presented, and proven in the DTLS handshake to own. */
  readonly theirs: Hex;
}

/**
 * Reads the certificates that are in use, not those in session descriptions, which the broker has passed on. Null if the
 * connection is closed or not up, or if this browser doesn't tell.
 *
 * An offer can ask for a second transport, with a certificate of its own, for some of the media. Then the two may end in
 * different places, and what the data channel proves is worth nothing: `theirs` is a value that no certificate has.
 */
export async function readCertificates(pc: RTCPeerConnection): Promise<Certificates | null> {
  const own = pc.getConfiguration().certificates?.[0]?.getFingerprints?.();
  const mine = own?.find(({algorithm}) => algorithm?.toLowerCase() === 'sha-256')?.value;
  if (!mine || pc.connectionState === 'closed') return null;
  const transports = new Set<RTCDtlsTransport | null | undefined>([pc.sctp?.transport]);
  for (const {sender, receiver} of pc.getTransceivers())
    transports.add(sender.transport).add(receiver.transport);
  const theirs = new Set<Hex>();
  for (const transport of transports) {
    const certificate = transport?.getRemoteCertificates?.()[0];
    if (certificate) theirs.add(await sha256(certificate));
  }
  const [first] = theirs;
  if (first === undefined) return null;
  return {mine: mine.replaceAll(':', '').toLowerCase(), theirs: theirs.size === 1 ? first : SEVERAL};
}

/** Not the SHA-256 of anything that anybody knows. */
const SEVERAL: Hex = toHex(new Uint8Array(32));
