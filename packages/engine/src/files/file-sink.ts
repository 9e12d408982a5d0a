import {CallError} from '../errors.js';

/** Stores an incoming file. */
export interface FileSink {
  write(bytes: Uint8Array<ArrayBuffer>): Promise<void>;
  /** Completes the file; no `write()` may follow. */
  toFile(name: string, type: string): Promise<File>;
  discard(): Promise<void>;
}

/**
 * Streams to the origin private file system, so that a file of a gigabyte does not take a gigabyte of memory; keeps the
 * file in memory if that is not available. `size` is the file's, in bytes.
 *
 * @throws CallError `file-too-large` if the file can be kept only in memory and is larger than 512 MB
 */
export async function openFileSink(id: string, size: number): Promise<FileSink> {
  const sink = await openDiskSink(id).catch(() => null);
  if (sink) return sink;
  if (size > MAX_IN_MEMORY) throw new CallError('file-too-large');
  return new MemorySink();
}

/** Null if the browser can't write there from a page. */
async function openDiskSink(id: string): Promise<FileSink | null> {
  const root = await navigator.storage.getDirectory();
  await removeOld(root);
  if (!('createWritable' in FileSystemFileHandle.prototype)) return null;
  const name = `${PREFIX}${Date.now()}-${id}`;
  const handle = await root.getFileHandle(name, {create: true});
  const stream = await handle.createWritable();
  return {
    write: bytes => stream.write(bytes),
    async toFile(fileName, type) {
      await stream.close();
      // A File made from a File refers to its bytes on disk, under the name that the sender chose.
      return new File([await handle.getFile()], fileName, {type});
    },
    async discard() {
      await stream.abort().catch(() => {});
      await root.removeEntry(name).catch(() => {});
    },
  };
}

/** The most that is kept in memory, in bytes. */
const MAX_IN_MEMORY = 512 * 1024 * 1024;

/** Size of the largest file that can be received, in bytes, as far as the browser tells. */
export async function freeSpace(): Promise<number> {
  try {
    if (!('createWritable' in FileSystemFileHandle.prototype)) return MAX_IN_MEMORY;
    await navigator.storage.getDirectory();
    const {quota = Infinity, usage = 0} = await navigator.storage.estimate();
    return quota - usage;
  } catch {
    return MAX_IN_MEMORY; // not in a private window, or not over http
  }
}

const PREFIX = 'rtc-call-';
/** How long to keep received files, in ms: the user may still want to save one. */
const KEEP_MS = 24 * 60 * 60 * 1_000;

async function removeOld(root: FileSystemDirectoryHandle) {
  for await (const name of root.keys()) {
    const time = Number(name.startsWith(PREFIX) && name.slice(PREFIX.length).split('-')[0]);
    if (time && Date.now() - time > KEEP_MS) await root.removeEntry(name).catch(() => {});
  }
}

class MemorySink implements FileSink {
  #chunks: Uint8Array<ArrayBuffer>[] = [];

  write(bytes: Uint8Array<ArrayBuffer>) {
    this.#chunks.push(bytes);
    return Promise.resolve();
  }

  toFile(name: string, type: string) {
    return Promise.resolve(new File(this.#chunks.splice(0), name, {type}));
  }

  discard() {
    this.#chunks = [];
    return Promise.resolve();
  }
}
