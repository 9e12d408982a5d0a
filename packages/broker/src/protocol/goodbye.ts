/** What a page posts to `/leave` when it goes away: the section "When a page goes away" of docs/protocol.md. */
import * as v from 'valibot';
import {PeerId, SessionName} from './names.js';

/** How many links one goodbye may name. */
const MAX_LINKS = 64;

const Farewell = v.object({
  to: PeerId,
  link: v.pipe(v.string(), v.minLength(1), v.maxLength(128)),
  /** The other side is a plain PeerJS page. */
  isPlain: v.optional(v.boolean()),
});

/** A link that the page had, and to whom. */
export type Farewell = v.InferOutput<typeof Farewell>;

const Goodbye = v.object({
  id: v.string(),
  token: v.string(),
  session: SessionName,
  links: v.optional(v.pipe(v.array(Farewell), v.maxLength(MAX_LINKS)), []),
});

export type Goodbye = v.InferOutput<typeof Goodbye>;

/** The longest goodbye, in bytes: 64 links with the longest ids, and the longest token. */
export const MAX_GOODBYE_BYTES = 32_768;

/** Reads a request body; undefined if it is not a goodbye. Never throws. */
export function readGoodbye(text: string): Goodbye | undefined {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  const {success, output} = v.safeParse(Goodbye, value, {abortEarly: true});
  return success ? output : undefined;
}
