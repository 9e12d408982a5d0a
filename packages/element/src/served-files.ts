import type {FetchPart} from '@rtc-call/engine/on-demand';

/**
 * The parts and their files, in as few bytes as possible: `chat WZI3RECR -QXZ37KSI,people …`. After the name of a part come the
 * hashes in the names of its files: of its own one, and with a dash of those that several parts share.
 */
const filesOf = (parts: string, name: string): readonly string[] => {
  const hashes = new RegExp(`(?:^|,)${name} ([^,]*)`).exec(parts)?.[1]?.split(' ') ?? [];
  return hashes.map(hash => `chunks/${hash.startsWith('-') ? 'chunk' : `${name}-`}${hash}.js`);
};

/**
 * Fetches all files of a part at once, which leaves them in the browser's HTTP cache. Firefox remembers a module that
 * could not be fetched, under its URL, until the page is reloaded, even if only another module imports it. So a module
 * is imported after its files, and those that it imports, have arrived.
 */
export const fetchFrom =
  (folder: string, parts: string): FetchPart =>
  (name, isAgain) =>
    Promise.all(filesOf(parts, name).map(file => fetchFile(new URL(file, folder), isAgain)));

async function fetchFile(url: URL, isAgain: boolean) {
  const response = await fetch(url, {cache: isAgain ? 'reload' : 'default'});
  const type = response.headers.get('Content-Type') ?? '';
  // A proxy or a captive portal may answer with a page of its own.
  if (!response.ok || !/javascript/i.test(type)) throw new Error(`${url.href}: ${response.status} ${type}`);
  await response.arrayBuffer();
}
