/** What is known about who is at the other end of a link: a snapshot, replaced on every change. */
export interface Verification {
  /**
   * - `none`: nobody has compared anything yet
   * - `impossible`: this browser doesn't tell which certificates a connection has
   * - `verified`: my user has said that the emoji match, or the other side has proven that it is somebody whom my browser remembers
   * - `mismatch`: they don't match, so somebody may be in between
   * - `changed`: my browser remembers somebody of this name or id, and the other side can't prove that it is the same
   *   browser: a new device, or its data was cleared
   */
  readonly state: 'none' | 'impossible' | 'verified' | 'mismatch' | 'changed';
  /** One of us has asked to compare. It does not change `state` before it is over: whoever asks can't hide what is known. */
  readonly isComparing: boolean;
  /** What is to be compared, aloud: seven numbers from 0 to 63, the indices of `VERIFICATION_EMOJI`. Null until both sides have them. */
  readonly emoji: readonly number[] | null;
  /** The name that the person had when I compared. Null unless `state` is `verified`. */
  readonly name: string | null;
  /** The other side has said that they match, too. */
  readonly isMutual: boolean;
  /** Verified also in later sessions, if the other side wanted that too. */
  readonly isRemembered: boolean;
  /** Number of comparisons in a row that the other side or the network broke off. From three on, somebody may be guessing. */
  readonly aborts: number;
  /** This verified person has seen other people in the room than I do, for 15 s. */
  readonly isRoomDifferent: boolean;
}
