import type {RoomMember} from '@rtc-call/engine';
import type {Context} from '../context.js';
import {nameOf} from '../names.js';

/** How many people are named. If there are more, two are named and the others are counted. */
const NAMED = 3;

const lists = new Map<string, Intl.ListFormat>();

/** “Ada”, “Ada and Ben”, “Ada, Ben, and 2 others”, or “4 people” if none of them has a name. */
export function whoIs(members: readonly RoomMember[], {strings, lang}: Pick<Context, 'strings' | 'lang'>) {
  const names = members.flatMap(({id: peerId, displayName}) => nameOf({peerId, displayName}, '') || []);
  const named = members.length > NAMED ? names.slice(0, NAMED - 1) : names;
  const others = members.length - named.length;
  if (named.length === 0) return strings.unnamed(others);
  if (!lists.has(lang)) lists.set(lang, new Intl.ListFormat(lang || undefined));
  return lists.get(lang)!.format([...named, ...(others > 0 ? [strings.others(others)] : [])]);
}
