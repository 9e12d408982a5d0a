/** The scripts as they are sent to Redis: loaded once per connection, then called by their digest. */
import {createHash} from 'node:crypto';
import {IDS} from './lua-ids.js';
import {HEAD, KNOWN, LIBRARY} from './lua-library.js';
import {MESSAGES} from './lua-messages.js';
import {NODES} from './lua-nodes.js';
import {ROOMS} from './lua-rooms.js';

export type ScriptName = keyof typeof IDS | keyof typeof MESSAGES | keyof typeof ROOMS | keyof typeof NODES;

export interface Script {
  readonly text: string;
  readonly digest: string;
}

const script = (prelude: string, body: string): Script => {
  const text = HEAD + prelude + body;
  return {text, digest: createHash('sha1').update(text).digest('hex')};
};

const all = (prelude: string, bodies: Readonly<Record<string, string>>): [string, Script][] =>
  Object.entries(bodies).map(([name, body]) => [name, script(prelude, body)]);

let scripts: Readonly<Record<ScriptName, Script>> | undefined;

const makeScripts = () =>
  Object.fromEntries([
    ...all(LIBRARY + KNOWN, IDS),
    ...all(LIBRARY + KNOWN, ROOMS),
    ...all(LIBRARY, NODES),
    ...all(KNOWN, MESSAGES),
  ]) as Readonly<Record<ScriptName, Script>>;

/** Made when they are needed first: a broker without Redis has no use for them. */
export const readScripts = (): Readonly<Record<ScriptName, Script>> => (scripts ??= makeScripts());

/** Grows when a release can't share the keys with an older one. */
export const FORMAT = '3';
