import {html, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {qrCode} from '../panels/qr-code.js';
import {addStrings} from '../strings/index.js';
import {lanLinkStrings} from '../strings/lan-link.js';
import {lanLinkStyles} from '../styles/lan-link.js';
import type {View} from './view.js';

addStrings(lanLinkStrings);

/** In the waiting card of a page on localhost: the code of an address that a phone can open, if the broker has one. */
export const lanLink: View = {styles: [lanLinkStyles], render};

function render(context: Context): TemplateResult {
  const {ui, strings, options, commands} = context;
  if (ui.lanUrl === undefined) {
    void ask(options.broker).then(url => url !== undefined && commands.shareFrom(url));
    return html``;
  }
  const link = context.link();
  if (ui.lanUrl === null || link === undefined)
    return html`<p class="hint" part="local-only">${strings.localOnly}</p>`;
  return html`<div class="lan">
    ${qrCode(link, strings.lanQrCode)}
    <p class="hint" part="hint">${strings.lanHint}</p>
  </div>`;
}

/** The answers of brokers, by URL: each is asked once. */
const answers = new Map<string, Promise<string | null | undefined>>();

function ask(broker: string) {
  let answer = answers.get(broker);
  if (!answer) answers.set(broker, (answer = request(broker)));
  return answer;
}

/** The https origin for other devices; null if there is none, and undefined if that is not known, as with older brokers. */
async function request(broker: string): Promise<string | null | undefined> {
  // The page is at that address only if the broker serves it.
  if (new URL(broker).origin !== location.origin) return undefined;
  try {
    const {url} = (await (await fetch(`${broker}/lan`)).json()) as {url?: unknown};
    if (url === null) return null;
    return typeof url === 'string' && url.startsWith('https://') ? new URL(url).origin : undefined;
  } catch {
    return undefined;
  }
}
