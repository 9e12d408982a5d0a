import type {Member, RoomEvent} from '../signaling/index.js';

/** Somebody else in my room, or in its lobby, as the broker reports it. */
export interface RoomMember {
  readonly id: string;
  /** Empty if the member has no name. */
  readonly displayName: string;
  /** False while the member is in the lobby: it looks at its preview, and may join. */
  readonly isIn: boolean;
  /** A host of the room, also an elected one. */
  readonly isHost: boolean;
}

/** The other members of a room, as reported by the broker. Whoever knocks is none. */
export class Roster {
  #mySeq = 0;
  #members = new Map<string, Member>();
  #list: readonly RoomMember[] | null = null;

  get(id: string): Member | null {
    return this.#members.get(id) ?? null;
  }

  /** Everyone, those who are away included; a new array after each report. */
  get list(): readonly RoomMember[] {
    this.#list ??= [...this.#members.values()].map(({id, name: displayName, stage, host = false}) => ({
      id,
      displayName,
      isIn: stage === 'in',
      isHost: host,
    }));
    return this.#list;
  }

  /** Whether I dial this member: of two members, the one who entered later dials. */
  isDialer(member: Member): boolean {
    return this.#mySeq > member.seq;
  }

  /** Applies an event from the broker. Returns the ids of the members that may have changed. */
  apply(event: RoomEvent): readonly string[] {
    switch (event.kind) {
      case 'knocking':
      case 'room': {
        const before = this.#members;
        const members = event.kind === 'room' ? event.members.filter(({knocking}) => !knocking) : [];
        if (event.kind === 'room') this.#mySeq = event.seq;
        this.#list = null;
        this.#members = new Map(members.map(member => [member.id, member]));
        return [...new Set([...before.keys(), ...this.#members.keys()])];
      }
      case 'entered':
      case 'updated': {
        const {member} = event;
        // A host hears of everyone who knocks, which is no news about the members.
        if (member.knocking && !this.#members.has(member.id)) return [];
        this.#list = null;
        if (member.knocking) this.#members.delete(member.id);
        else this.#members.set(member.id, member);
        return [member.id];
      }
      case 'exited':
        this.#list = null;
        this.#members.delete(event.id);
        return [event.id];
      default:
        return [];
    }
  }
}
