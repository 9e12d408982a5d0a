/** The page that explains this machine's certificate, in HTML without scripts of its own except for one line. */
import {createHash} from 'node:crypto';

const escape = (text: string): string => text.replaceAll(/[&<>"']/g, sign => `&#${sign.codePointAt(0)};`);

/** Keeps the room, which stands after the # and so is known to the browser only. */
const SCRIPT = `for (const link of document.querySelectorAll('.call')) link.hash = location.hash;`;

const STYLE = `
:root { color-scheme: light dark; font: 1.0625rem/1.5 system-ui, sans-serif; }
body { max-width: 38rem; margin: 0 auto; padding: 1.5rem max(1.25rem, env(safe-area-inset-left)) 4rem; }
h1 { font-size: 1.625rem; line-height: 1.2; margin: 0 0 0.75rem; }
h2 { font-size: 1.1875rem; margin: 2rem 0 0.5rem; }
p, ol { margin: 0.5rem 0; }
ol { padding-inline-start: 1.5rem; }
.button { display: block; box-sizing: border-box; margin: 1rem 0; padding: 0.875rem 1.25rem; border-radius: 0.75rem;
  background: #1a5fd0; color: #fff; font-weight: 600; text-align: center; text-decoration: none; }
.button.quiet { background: transparent; color: inherit; border: 1px solid color-mix(in srgb, currentColor 45%, transparent); }
.button:focus-visible, summary:focus-visible { outline: 3px solid #5b9bff; outline-offset: 2px; }
code { display: block; padding: 0.75rem 1rem; border-radius: 0.75rem; overflow-wrap: anywhere;
  background: color-mix(in srgb, currentColor 9%, transparent); font: 0.9375rem/1.6 ui-monospace, monospace; }
details { border-top: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
details:last-of-type { border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); }
summary { padding: 0.75rem 0; min-height: 1.5rem; font-weight: 600; cursor: pointer; }
details > :last-child { margin-bottom: 1rem; }
.hint { opacity: 0.8; }
`;

const hashOf = (text: string): string => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** Nothing is loaded from anywhere, and nobody may frame the page. */
export const TRUST_PAGE_POLICY = [
  "default-src 'none'",
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** Steps for one system: how to trust the certificate, and how to remove it. */
interface System {
  readonly name: string;
  readonly steps: readonly string[];
  readonly removal: string;
}

const SYSTEMS: readonly System[] = [
  {
    name: 'iPhone and iPad',
    steps: [
      'Open this page in Safari, tap “Download the certificate”, and allow the download of a configuration profile.',
      'Settings → General → VPN &amp; Device Management: tap the profile, then Install.',
      'Settings → General → About → Certificate Trust Settings: turn on full trust for it.',
    ],
    removal: 'Settings → General → VPN &amp; Device Management: tap the profile, then Remove Profile.',
  },
  {
    name: 'Android',
    steps: [
      'Tap “Download the certificate”.',
      'Settings: search for “CA certificate”, choose it, tap Install anyway, then choose the downloaded file.',
      'In Firefox, also: Settings → About Firefox, tap the logo five times, go back, Secret settings → Use third party CA certificates.',
    ],
    removal: 'Settings: search for “User credentials”, tap the certificate, then Remove.',
  },
  {
    name: 'macOS',
    steps: [
      'Download the certificate and open it: Keychain Access adds it to the login keychain.',
      'Double-click it there, open Trust, and choose Always Trust for Secure Sockets Layer (SSL).',
    ],
    removal: 'Keychain Access: select the certificate and press Delete.',
  },
  {
    name: 'Windows',
    steps: [
      'Download the certificate, open it, and choose Install Certificate → Current User.',
      'Place it in the store “Trusted Root Certification Authorities”.',
    ],
    removal: 'Run certmgr.msc: Trusted Root Certification Authorities → Certificates, then delete it.',
  },
  {
    name: 'Linux, and Firefox on any computer',
    steps: [
      'Download the certificate.',
      'Firefox: Settings → Privacy &amp; Security → View Certificates → Authorities → Import, for websites.',
      'Chrome and Chromium: Settings → Privacy and security → Security → Manage certificates → Custom → Import to trusted certificates.',
    ],
    removal: 'In the same place: select the certificate and delete it.',
  },
];

const details = ({name, steps, removal}: System): string => `
<details>
<summary>${name}</summary>
<ol>${steps.map(step => `<li>${step}</li>`).join('')}</ol>
<p class="hint">To remove it: ${removal}</p>
</details>`;

export interface TrustPage {
  /** Where the call is: an https URL without a fragment. */
  readonly call: string;
  /** The path of the certificate. */
  readonly download: string;
  readonly fingerprint: string;
}

export const trustPage = ({call, download, fingerprint}: TrustPage): string => `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1, viewport-fit=cover">
<meta name="robots" content="noindex">
<title>Open the call on this device</title>
<style>${STYLE}</style>
</head>
<body>
<main>
<h1>Open the call on this device</h1>
<p>A browser allows camera and microphone only on https pages. The computer that serves this call has made its own
certificate for that, which no device knows yet.</p>

<h2>Quick: continue past the warning</h2>
<p>The browser warns once. Choose “Advanced” or “Show details”, then continue to the page.</p>
<a class="call button" href="${escape(call)}">Open the call</a>

<h2>Without a warning: trust the certificate</h2>
<p>Do this only if the computer is yours or you trust its owner. The certificate can vouch for that computer, for names
that end in .local and for private addresses, and for no website.</p>
<p>1. Compare this SHA-256 with the one in the terminal on the computer. The browser or the system shows it once more when
you install the certificate: if it differs, somebody in this network has exchanged it.</p>
<code>${escape(fingerprint)}</code>
<p>2. Download it.</p>
<a class="button quiet" href="${escape(download)}" download="rtc-call.crt">Download the certificate</a>
<p>3. Follow the steps for your system, then open the call.</p>
${SYSTEMS.map(details).join('')}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
