import {sha256} from '@noble/hashes/sha2.js';
import type {Body} from '../link/index.js';
import {CallError} from '../errors.js';
import {toFileName, toMediaType} from './file-name.js';
import {freeSpace, openFileSink, type FileSink} from './file-sink.js';
import type {FileTransfer} from './file-transfer.js';
import {randomId} from '../names.js';
import type {RemotePeer} from '../meeting/index.js';

/** Size of one message in bytes, which every browser accepts (RFC 8841 §6.1). */
const CHUNK = 64 * 1024;
/** Bytes that may be buffered in the sender's channel. */
const MAX_BUFFERED = 1024 * 1024;
/** Bytes that may be in flight to the receiver's disk; the receiver acknowledges every sixteenth of this. */
const WINDOW = 16 * 1024 * 1024;
/** Number of transfers to keep; the oldest finished one is dropped first. */
const MAX_KEPT = 200;
/** Number of transfers that one peer may have open with me; further offers are declined. */
const MAX_OPEN = 50;
/** Number of files that I may have offered at a time. */
const MAX_OFFERS = 20;

/** A message about a file. */
export type FileBody = Exclude<Body, {kind: 'chat' | 'app'}>;
/** An incremental hash. */
interface Hasher {
  clone(): Hasher;
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

interface Job {
  snapshot: FileTransfer;
  readonly peer: RemotePeer;
  /** The page of the peer that knows of this transfer. */
  readonly session: string | null;
  /** The file to send; null for an incoming one. */
  readonly file: File | null;
  hasher: Hasher | null;
  /** Number of bytes hashed so far. */
  hashed: number;
  sink: FileSink | null;
  expected: string | null;
  /** Aborted when the channel in use is replaced or the transfer is over. */
  channel: AbortController;
  /** The last write; the next one waits for it. */
  writing: Promise<void>;
}

interface FileTransfersOptions {
  readonly recipients: (to?: string) => readonly RemotePeer[];
  readonly onChange: (transfer: FileTransfer) => void;
}

/**
 * Transfers files between participants. A file is offered and accepted, sent over its own data channel no faster than the
 * receiver's disk can write, continued where it stopped after a reconnect, and verified with SHA-256.
 */
export class FileTransfers {
  readonly #options: FileTransfersOptions;
  readonly #jobs = new Map<string, Job>();

  constructor(options: FileTransfersOptions) {
    this.#options = options;
  }

  get all(): readonly FileTransfer[] {
    return [...this.#jobs.values()].map(({snapshot}) => snapshot);
  }

  /** Throws `not-connected`, or `too-many-files` if 20 are neither received nor cancelled. */
  offer(file: File, to?: string): readonly FileTransfer[] {
    const recipients = this.#options.recipients(to);
    const open = this.all.filter(transfer => transfer.direction === 'send' && !isOver(transfer));
    if (new Set(open.map(({offer}) => offer)).size >= MAX_OFFERS) throw new CallError('too-many-files');
    const offer = randomId();
    const about = {name: toFileName(file.name), size: file.size, type: toMediaType(file.type)};
    return recipients.map(peer => {
      const id = randomId();
      const job = this.#add(peer, {id, offer, direction: 'send', ...about, blob: file}, file);
      peer.outbox.push({kind: 'file-offer', id, ...about});
      return job.snapshot;
    });
  }

  /** Rejects with `file-too-large` if there is no space for it. */
  async accept(id: string) {
    const job = this.#offered(id);
    if (job.snapshot.size > (await freeSpace()))
      throw new CallError('file-too-large', {detail: job.snapshot.name});
    this.#offered(id);
    this.#change(job, {status: 'active'});
    job.peer.outbox.push({kind: 'file-accept', id, offset: 0});
  }

  /** The offer with this id, if nobody has answered it yet. */
  #offered(id: string): Job {
    const job = this.#jobs.get(id);
    if (job?.snapshot.direction === 'receive' && job.snapshot.status === 'offered') return job;
    throw new CallError('wrong-state', {detail: 'no such offer'});
  }

  /** Cancels a transfer in either direction; declines an offer that is not accepted yet. */
  cancel(id: string) {
    const job = this.#jobs.get(id);
    if (!job || isOver(job.snapshot)) return;
    const isDeclined = job.snapshot.direction === 'receive' && job.snapshot.status === 'offered';
    job.peer.outbox.push({kind: 'file-cancel', id, ...(isDeclined && {isDeclined})});
    this.#finish(job, isDeclined ? 'declined' : 'cancelled');
  }

  /** Handles a peer's message about a file. */
  receive(peer: RemotePeer, body: FileBody) {
    if (body.kind === 'file-offer') {
      const {id, name, size, type} = body;
      if (this.#jobs.has(id)) return;
      const open = [...this.#jobs.values()].filter(job => job.peer === peer && !isOver(job.snapshot));
      if (open.length >= MAX_OPEN) {
        peer.outbox.push({kind: 'file-cancel', id, isDeclined: true});
        return;
      }
      const about = {name: toFileName(name), size, type: toMediaType(type)};
      this.#add(peer, {id, offer: id, direction: 'receive', ...about}, null);
      return;
    }
    const job = this.#jobs.get(body.id);
    if (!job || job.peer !== peer || isOver(job.snapshot)) return;
    switch (body.kind) {
      case 'file-accept':
        if (job.file) void this.#send(job, job.file, body.offset);
        return;
      case 'file-cancel':
        return this.#finish(job, body.isDeclined ? 'declined' : 'cancelled');
      case 'file-end':
        job.expected = body.sha256;
        return this.#check(job);
      case 'file-received':
        return this.#finish(job, body.isIntact ? 'done' : 'failed');
    }
  }

  /** Handles a file's channel, opened by its sender. */
  onDataChannel(peer: RemotePeer, channel: RTCDataChannel) {
    const job = this.#jobs.get(channel.label.replace(/^file:/, ''));
    if (job?.peer !== peer || job.snapshot.direction !== 'receive' || job.snapshot.status !== 'active') {
      channel.close();
      return;
    }
    job.channel.abort();
    const {signal} = (job.channel = new AbortController());
    signal.addEventListener('abort', () => channel.close());
    channel.binaryType = 'arraybuffer';
    let confirmed = job.snapshot.transferred;
    /** Bytes not yet written to disk: never more than one window if the sender respects it. */
    let unwritten = 0;
    channel.addEventListener(
      'message',
      ({data}: MessageEvent<unknown>) => {
        if (!(data instanceof ArrayBuffer)) return;
        unwritten += data.byteLength;
        if (unwritten > 2 * WINDOW) return this.#fail(job);
        job.writing = job.writing.then(async () => {
          if (signal.aborted) return;
          await this.#write(job, new Uint8Array(data));
          unwritten -= data.byteLength;
          const {transferred} = job.snapshot;
          if (transferred - confirmed < WINDOW / 16 && transferred < job.snapshot.size) return;
          confirmed = transferred;
          if (channel.readyState === 'open') channel.send(String(transferred));
          this.#options.onChange(job.snapshot);
          this.#check(job);
        });
        job.writing.catch(() => this.#fail(job));
      },
      {signal},
    );
  }

  /** There is a new connection to a peer: transfers in progress continue where they stopped. */
  onChannelOpen(peer: RemotePeer) {
    for (const job of this.#jobs.values()) {
      const {id, direction, status} = job.snapshot;
      if (job.peer !== peer || isOver(job.snapshot)) continue;
      // The other page was reloaded and knows nothing of this transfer, or it came back from the cache and still waits.
      if (job.session !== peer.session) {
        this.#fail(job);
        continue;
      }
      if (direction !== 'receive' || status !== 'active') continue;
      job.channel.abort();
      void job.writing.then(() => {
        if (!isOver(job.snapshot))
          peer.outbox.push({kind: 'file-accept', id, offset: job.snapshot.transferred});
      });
    }
  }

  /** A participant has left: nothing more comes from there. */
  onLeft(peerId: string) {
    for (const job of this.#jobs.values())
      if (job.peer.id === peerId && !isOver(job.snapshot)) this.#finish(job, 'failed');
  }

  stop() {
    for (const job of this.#jobs.values()) if (!isOver(job.snapshot)) this.#finish(job, 'failed');
    this.#jobs.clear();
  }

  #add(
    peer: RemotePeer,
    about: Pick<FileTransfer, 'id' | 'offer' | 'direction' | 'name' | 'size' | 'type' | 'blob'>,
    file: File | null,
  ): Job {
    const job: Job = {
      snapshot: {...about, peer: peer.id, time: Date.now(), status: 'offered', transferred: 0},
      peer,
      session: peer.session,
      file,
      hasher: null,
      hashed: 0,
      sink: null,
      expected: null,
      channel: new AbortController(),
      writing: Promise.resolve(),
    };
    const over = [...this.#jobs.values()].find(({snapshot}) => isOver(snapshot));
    if (this.#jobs.size >= MAX_KEPT && over) this.#jobs.delete(over.snapshot.id);
    this.#jobs.set(about.id, job);
    this.#options.onChange(job.snapshot);
    return job;
  }

  async #send(job: Job, file: File, offset: number) {
    const {id, size} = job.snapshot;
    const channel = job.peer.link?.createDataChannel(`file:${id}`);
    if (!channel || offset > size) return; // the receiver will ask again over the next connection
    job.channel.abort();
    const {signal} = (job.channel = new AbortController());
    signal.addEventListener('abort', () => channel.close());
    this.#change(job, {status: 'active', transferred: offset});
    channel.bufferedAmountLowThreshold = MAX_BUFFERED / 4;
    let wake = NOTHING;
    const listen = (type: string, listener: (event: Event) => void) =>
      channel.addEventListener(type, listener, {signal});
    for (const type of ['open', 'bufferedamountlow', 'close']) listen(type, () => wake());
    listen('message', event => {
      const confirmed = Number((event as MessageEvent<unknown>).data);
      if (!(confirmed >= job.snapshot.transferred && confirmed <= size)) return;
      this.#change(job, {transferred: confirmed});
      wake();
    });
    const hasRoom = () =>
      channel.readyState === 'open' &&
      channel.bufferedAmount < MAX_BUFFERED &&
      sent - job.snapshot.transferred < WINDOW;
    let sent = offset;
    try {
      while (sent < size) {
        while (!hasRoom()) {
          if (signal.aborted || channel.readyState === 'closed') return;
          await new Promise<void>(resolve => (wake = resolve));
        }
        const bytes = new Uint8Array(await file.slice(sent, sent + CHUNK).arrayBuffer());
        this.#hash(job, bytes, sent);
        if (signal.aborted || channel.readyState !== 'open') return;
        channel.send(bytes);
        sent += bytes.byteLength;
      }
      if (!signal.aborted) job.peer.outbox.push({kind: 'file-end', id, sha256: this.#digest(job)});
    } catch {
      if (!signal.aborted && channel.readyState === 'open') this.#fail(job);
    }
  }

  async #write(job: Job, bytes: Uint8Array<ArrayBuffer>) {
    const {id, size, transferred} = job.snapshot;
    if (transferred + bytes.byteLength > size)
      throw new CallError('file-failed', {detail: 'longer than offered'});
    const sink = await this.#openSink(job, id);
    await sink.write(bytes);
    this.#hash(job, bytes, transferred);
    job.snapshot = {...job.snapshot, transferred: transferred + bytes.byteLength};
  }

  async #openSink(job: Job, id: string): Promise<FileSink> {
    job.sink ??= await openFileSink(id, job.snapshot.size);
    if (isOver(job.snapshot)) {
      await job.sink.discard(); // cancelled while it was being opened
      throw new CallError('file-failed', {detail: 'cancelled'});
    }
    return job.sink;
  }

  /** Verifies the file once all bytes and their hash have arrived. */
  #check(job: Job) {
    const {expected} = job;
    if (expected === null || job.snapshot.transferred < job.snapshot.size) return;
    if (job.snapshot.status !== 'active') return;
    job.writing = job.writing.then(async () => {
      if (isOver(job.snapshot)) return;
      const {id, name, type} = job.snapshot;
      const sink = await this.#openSink(job, id);
      const isIntact = this.#digest(job) === expected;
      const blob = isIntact ? await sink.toFile(name, type) : undefined;
      job.peer.outbox.push({kind: 'file-received', id, isIntact});
      if (blob) job.snapshot = {...job.snapshot, blob};
      this.#finish(job, isIntact ? 'done' : 'failed');
    });
    job.writing.catch(() => this.#fail(job));
  }

  #hash(job: Job, bytes: Uint8Array, offset: number) {
    job.hasher ??= sha256.create();
    const isNew = bytes.subarray(Math.max(0, job.hashed - offset)); // a resumed transfer repeats bytes that are already hashed
    job.hasher.update(isNew);
    job.hashed += isNew.byteLength;
  }

  #digest(job: Job): string {
    this.#hash(job, new Uint8Array(), job.hashed);
    return Array.from(job.hasher!.clone().digest(), byte => byte.toString(16).padStart(2, '0')).join('');
  }

  #fail(job: Job) {
    if (isOver(job.snapshot)) return;
    job.peer.outbox.push({kind: 'file-cancel', id: job.snapshot.id});
    this.#finish(job, 'failed');
  }

  #finish(job: Job, status: FileTransfer['status']) {
    job.channel.abort();
    if (status !== 'done') void job.sink?.discard();
    this.#change(job, {status});
  }

  #change(job: Job, change: Partial<FileTransfer>) {
    job.snapshot = {...job.snapshot, ...change};
    this.#options.onChange(job.snapshot);
  }
}

const NOTHING = () => {};
const isOver = ({status}: FileTransfer) => status !== 'offered' && status !== 'active';
