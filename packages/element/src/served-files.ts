import type {FetchPart} from '@rtc-call/engine/on-demand';

/** Files by the name of the part that imports them, as URLs relative to the folder of the script. */
export type PartFiles = Readonly<Record<string, readonly string[]>>;

/**
 * Fetches all files of a part at once, which leaves them in the browser's HTTP cache. Firefox remembers a module that
 * could not be fetched, under its URL, until the page is reloaded, even if only another module imports it. So a module
 * is imported after its files, and those that it imports, have arrived.
 */
export const fetchFrom =
  (folder: string, parts: PartFiles): FetchPart =>
  (name, isAgain) =>
    Promise.all((parts[name] ?? []).map(file => fetchFile(new URL(file, folder), isAgain)));

async function fetchFile(url: URL, isAgain: boolean) {
  const response = await fetch(url, {cache: isAgain ? 'reload' : 'default'});
  const type = response.headers.get('Content-Type') ?? '';
  // A proxy or a captive portal may answer with a page of its own.
  if (!response.ok || !/javascript/i.test(type)) throw new Error(`${url.href}: ${response.status} ${type}`);
  await response.arrayBuffer();
}
