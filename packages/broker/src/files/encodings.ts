/** Which encoding of a file to send, by Accept-Encoding (RFC 9110 §12.5.3). */
import type {IncomingMessage} from 'node:http';
import Negotiator from 'negotiator';

/** A compressed version of a file, stored beside it: `page.html.br`. */
export interface Encoding {
  /** As in Content-Encoding. */
  readonly name: string;
  readonly extension: string;
}

/** Smallest first: of those that a client accepts equally, the first one is sent. */
const ENCODINGS: readonly Encoding[] = [
  {name: 'br', extension: '.br'},
  {name: 'gzip', extension: '.gz'},
];
const NAMES = ENCODINGS.map(({name}) => name);

/** The published types are for negotiator 0.6, which lacks `preferred`. */
interface Preferences {
  encodings(available: readonly string[], options: {preferred: readonly string[]}): string[];
}

/** The encodings that the client prefers to the unencoded file, or accepts equally; best first. */
export function acceptedEncodings(req: Pick<IncomingMessage, 'headers'>): Encoding[] {
  const preferences = new Negotiator(req) as unknown as Preferences;
  const accepted: Encoding[] = [];
  for (const name of preferences.encodings([...NAMES, 'identity'], {preferred: NAMES})) {
    const encoding = ENCODINGS.find(encoding => encoding.name === name);
    if (!encoding) break;
    accepted.push(encoding);
  }
  return accepted;
}
