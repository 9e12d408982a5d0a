import type {FileTransfer} from '@rtc-call/engine';
import {html, nothing, type TemplateResult} from 'lit';
import type {Context} from '../context.js';
import {icon} from '../icons.js';
import {panelIcon} from './icons.js';
import {sender} from './message.js';
import {nameOfId} from './person.js';

const isOpen = ({status}: FileTransfer) => status === 'offered' || status === 'active';

/**
 * One file that is offered to one or more people, or to me: what it is, how far it is, and what can be done with it. `shown`: who
 * sent it, as it is shown already; screen readers would read again what is replaced.
 */
export function fileCard(
  transfers: readonly FileTransfer[],
  canRetry: boolean,
  shown: Element | null,
  context: Context,
): TemplateResult {
  const {strings} = context;
  const {direction, name, peer, time} = transfers[0]!;
  const isMine = direction === 'send';
  const line = sender(isMine ? strings.me : nameOfId(peer, context), time, undefined, context);
  return html`<article class="message file ${isMine ? 'mine' : ''}" part="message">
    ${shown?.isEqualNode(line) ? shown : line}
    <div class="file-card" part="file">
      <span class="file-kind" part="file-icon">${panelIcon('file')}</span>
      <div class="file-about">
        <p class="file-name" part="file-name" title=${name}><bdi>${name}</bdi></p>
        <p class="hint" part="file-status">
          <bdi>${details(transfers[0]!, context)}</bdi> · ${statusOf(transfers, context)}
        </p>
      </div>
      ${progress(transfers, context)}
      <div class="file-actions">${actions(transfers, canRetry, context)}</div>
    </div>
  </article>`;
}

const UNITS = ['byte', 'kilobyte', 'megabyte', 'gigabyte', 'terabyte'];

/** The kind and the size of a file, such as “PDF, 1.2 MB”. */
export function details(
  {name, size}: Pick<FileTransfer, 'name' | 'size'>,
  {lang}: Pick<Context, 'lang'>,
): string {
  const [, extension] = /\.([^. ]{1,8})$/.exec(name) ?? [];
  const power = Math.min(UNITS.length - 1, Math.floor(Math.log10(Math.max(size, 1)) / 3));
  const text = new Intl.NumberFormat(lang || undefined, {
    style: 'unit',
    unit: UNITS[power],
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: size < 1_000 ** power * 10 ? 1 : 0,
  }).format(size / 1_000 ** power);
  return extension ? `${extension.toUpperCase()}, ${text}` : text;
}

function statusOf(transfers: readonly FileTransfer[], context: Context): string {
  const {strings} = context;
  const [first] = transfers;
  const {direction, status, peer} = first!;
  const name = nameOfId(peer, context);
  if (direction === 'receive') return strings.fileReceiving[status];
  if (transfers.length === 1) return strings.fileSending[status](name);
  const count = (wanted: FileTransfer['status']) => transfers.filter(one => one.status === wanted).length;
  const [done, all] = [count('done'), transfers.length];
  return transfers.some(isOpen) || done > 0
    ? strings.receivedBy(done, all)
    : strings.fileSending[status](strings.everyone);
}

function progress(transfers: readonly FileTransfer[], {strings}: Context) {
  const active = transfers.filter(({status}) => status === 'active');
  if (active.length === 0) return nothing;
  const sum = active.reduce((bytes, {transferred}) => bytes + transferred, 0);
  const all = active.length * active[0]!.size;
  return html`<progress
    part="file-progress"
    aria-label=${strings.progress}
    max=${all || 1}
    value=${sum}
  ></progress>`;
}

function actions(transfers: readonly FileTransfer[], canRetry: boolean, {strings, commands}: Context) {
  const [first] = transfers;
  const {id, direction, status, blob, name} = first!;
  const open = transfers.filter(isOpen);
  const cancel = () => void commands.inChat(call => Promise.all(open.map(one => call.cancelFile(one.id))));
  if (direction === 'receive' && status === 'offered')
    return [
      action(
        'accept-file',
        strings.download,
        panelIcon('download'),
        () => void commands.inChat(call => call.acceptFile(id)),
      ),
      action('cancel-file', strings.decline, nothing, cancel),
    ];
  if (direction === 'receive' && blob)
    return action('save-file', strings.saveFile, panelIcon('download'), event => save(blob, name, event));
  if (open.length > 0) return action('cancel-file', strings.cancel, icon('close'), cancel);
  const failed = transfers.filter(one => one.status !== 'done');
  if (!canRetry || failed.length === 0 || !(blob instanceof Blob)) return nothing;
  return action('retry-file', strings.sendAgain, panelIcon('retry'), () => {
    void commands.inChat(call => Promise.all(failed.map(({peer}) => call.sendFile(blob as File, peer))));
  });
}

const action = (name: string, label: string, sign: unknown, run: (event: Event) => void) =>
  html`<button type="button" part="file-button ${name}-button" @click=${run}>${sign}${label}</button>`;

/** How long the address of a saved file is valid, in ms: the browser reads the file after the click. */
const SAVING_MS = 60_000;

/** A download never opens the file in the page, whatever its type. */
function save(blob: Blob, name: string, {currentTarget}: Event) {
  const link = (currentTarget as Element).ownerDocument.createElement('a');
  const url = URL.createObjectURL(blob);
  Object.assign(link, {href: url, download: name});
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), SAVING_MS);
}
