import {renderUnicodeCompact} from 'uqr';

/** How other devices in this network reach the broker. */
export interface LanAddress {
  /** `https://192.168.1.5:9000`. */
  readonly url: string;
  /** Works before the certificate is trusted, and says how to trust it: `http://192.168.1.5:9000/rtc/trust`. */
  readonly trustUrl: string;
  /** The SHA-256 of the certificate to trust. */
  readonly fingerprint: string;
  /** Text for a terminal, with a QR code. `page`: what to open, such as `/#room`. */
  describe(page?: string): string;
}

const WHITE_ON_BLACK = '\x1b[97;40m';
const PLAIN = '\x1b[0m';

/** A terminal may be light or dark, and not every camera reads a code with swapped colours. */
const colored = (code: string): string =>
  process.stdout.isTTY ? code.replaceAll(/^.+$/gm, line => WHITE_ON_BLACK + line + PLAIN) : code;

/** In groups of eight bytes, which are easier to compare, and which a narrow terminal does not tear. */
const inLines = (fingerprint: string): string =>
  fingerprint
    .split(':')
    .reduce((text, byte, index) => text + (index === 0 ? '' : index % 8 === 0 ? '\n' : ':') + byte);

/** What to type or scan on a phone, and what its warning means. */
export function describeAddress(
  {url, trustUrl, fingerprint}: Omit<LanAddress, 'describe'>,
  page: string,
  name: string,
): string {
  return `
On your phone, in the same network:
${url}${page}

${colored(renderUnicodeCompact(`${url}${page}`, {border: 2}))}

It will warn that it does not know the certificate of ${name}.
Continue anyway ("Advanced"), or make it known first:
${trustUrl}
There, compare the SHA-256:
${inLines(fingerprint)}`;
}
