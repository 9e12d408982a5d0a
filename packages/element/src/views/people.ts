import type {RoomMember} from '@rtc-call/engine';
import type {Context} from '../context.js';
import {nameOf} from '../names.js';

/** How many people are named. If there are more, two are named and the others are counted. */
const NAMED = 3;

const lists = new Map<string, Intl.ListFormat>();

/** “Ada, Ben, and 2 others”: `count` people, of whom some have names. */
export function listOf(
  names: readonly string[],
  count: number,
  {strings, lang}: Pick<Context, 'strings' | 'lang'>,
): string {
  const named = count > NAMED ? names.slice(0, NAMED - 1) : names;
  const others = count - named.length;
  if (!lists.has(lang)) lists.set(lang, new Intl.ListFormat(lang || undefined));
  return lists.get(lang)!.format([...named, ...(others > 0 ? [strings.others(others)] : [])]);
}

/** The same, or “4 people” if none of them has a name. `count`: how many there are, if not all of them are known. */
export function whoIs(
  members: readonly Pick<RoomMember, 'id' | 'displayName'>[],
  context: Pick<Context, 'strings' | 'lang'>,
  count = members.length,
): string {
  const names = members.flatMap(({id: peerId, displayName}) => nameOf({peerId, displayName}, '') || []);
  return names.length > 0 ? listOf(names, count, context) : context.strings.unnamed(count);
}
