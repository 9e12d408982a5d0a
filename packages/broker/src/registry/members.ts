/** What is known of the members of a room and of its door, and what a host may order. */

/** A member of a room, as in docs/protocol.md. */
export interface Member {
  readonly id: string;
  readonly name: string;
  readonly stage: 'lobby' | 'in';
  /** New with each page load; distinguishes a reload from a lost socket. */
  readonly session: string;
  /** Increases with each first entry; a return within the grace period keeps it. */
  readonly seq: number;
  /** True while the member is disconnected, within the grace period. */
  readonly away: boolean;
  /** Set only if the token says so, or for who has presented the room's host key. */
  readonly moderator?: true;
  /** It has not entered, but knocks at the door. Such a member counts for nothing but its place at the door. */
  readonly knocking?: KnockReason;
  /** What somebody who knocks says. */
  readonly text?: string;
  /** A host has muted it. Only the member itself takes that back. */
  readonly muted?: true;
  /** A host has stopped its screen share. A new one takes that back. */
  readonly shareStopped?: true;
  /** If hosts are elected: grows with each member that comes into the stage `in`. Clients don't see it. */
  readonly inSince?: number;
  /** Digests of what a door recognizes it by, besides its id. Clients don't see them. */
  readonly marks?: readonly string[];
}

export type Entry = Pick<Member, 'id' | 'name' | 'stage' | 'session' | 'moderator' | 'text' | 'marks'> & {
  /** Whether the token or the broker wants it to knock: in any case, or if there is a host already. */
  readonly mustKnock?: 'always' | 'if-hosted';
};

/**
 * Why somebody knocks: the room is locked; somebody was removed from that address; the broker wants it where there is a
 * host; the token or the broker wants it in any case.
 */
export type KnockReason = 'locked' | 'address' | 'hosted' | 'always';

/** What a room keeps besides its members. */
export interface Door {
  readonly isLocked: boolean;
  /**
   * Who was removed, as marks. With a time, in ms since 1970, they must knock until then. With a negative one, they can't come
   * back as long as the room exists, and were removed at that time.
   */
  readonly bans: Readonly<Record<string, number>>;
}

/** What an order does to one member. `admit` makes a member of somebody who knocks; the last three end an entry. */
export type Measure = 'admit' | 'mute' | 'stop-share' | 'removed' | 'refused' | 'ended';

/** What a host orders, checked by the broker, for the registry to carry out at once and as a whole. */
export interface Order {
  readonly isLocked?: boolean;
  /** For how long these have to knock, in ms; with 0, they can't come back. */
  readonly bans?: Readonly<Record<string, number>>;
  readonly measures: Readonly<Record<string, Measure>>;
}

/** `absent`: none of those concerned is there any more. */
export type Outcome = 'done' | 'stale' | 'absent' | 'room-full';

/** Changes of a member of its own accord. `clear` takes back what a host ordered. */
export type MemberChange = Partial<Pick<Member, 'name' | 'stage' | 'text'>> & {
  readonly clear?: readonly ('muted' | 'shareStopped')[];
};
