/** The scripts as they are sent to Redis: loaded once per connection, then called by their digest. */
import {createHash} from 'node:crypto';
import {IDS} from './lua-ids.js';
import {KNOWN, LIBRARY} from './lua-library.js';
import {NODES} from './lua-nodes.js';
import {ROOMS} from './lua-rooms.js';

export type ScriptName = keyof typeof IDS | keyof typeof ROOMS | keyof typeof NODES;

export interface Script {
  readonly text: string;
  readonly digest: string;
}

const script = (prelude: string, body: string): Script => {
  const text = LIBRARY + prelude + body;
  return {text, digest: createHash('sha1').update(text).digest('hex')};
};

const all = (prelude: string, bodies: Readonly<Record<string, string>>): [string, Script][] =>
  Object.entries(bodies).map(([name, body]) => [name, script(prelude, body)]);

export const SCRIPTS = Object.fromEntries([
  ...all(KNOWN, IDS),
  ...all(KNOWN, ROOMS),
  ...all('', NODES),
]) as Readonly<Record<ScriptName, Script>>;

/** Grows when a release can't share the keys with an older one. */
export const FORMAT = '1';
