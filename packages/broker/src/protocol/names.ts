/** The rules of `@rtc-call/engine/names`, as schemas. */
import {isPeerId, toDisplayName, toKnockText, toRoomName} from '@rtc-call/engine/names';
import * as v from 'valibot';

export {isPeerId};

export const PeerId = v.custom<string>(isPeerId);

/** The address of the broker itself in our envelope. It is not a valid peer id, so no peer can hold it. */
export const BROKER = '@broker';

/** Outputs the one spelling of the name, so that all clients who mean the same room are in it. */
export const RoomName = v.pipe(v.string(), v.transform(toRoomName), v.string());

/** The name of a page load, which its page chooses. Without half characters, which not everything on the way can represent. */
export const SessionName = v.pipe(
  v.string(),
  v.minLength(1),
  v.maxLength(64),
  v.check(name => !/[\p{Cc}\p{Cs}]/u.test(name)),
);

export const DisplayName = v.pipe(v.string(), v.transform(toDisplayName));

/** What somebody who knocks says. */
export const KnockText = v.pipe(v.string(), v.transform(toKnockText));
