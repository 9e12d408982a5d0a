import type {Context} from '../context.js';
import {nameOfPerson} from '../names.js';

/** The name of a participant, who may have left. */
export function nameOfId(id: string, context: Context): string {
  const {displayName = ''} = context.participants.find(one => one.id === id) ?? {};
  return nameOfPerson({id, displayName}, context);
}
