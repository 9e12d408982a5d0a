import type {Member, RoomEvent} from '../signaling/index.js';

/** Somebody else in my room, or in its lobby, as the broker reports it. */
export interface RoomMember {
  readonly id: string;
  /** Empty if the member has no name. */
  readonly displayName: string;
  /** False while the member is in the lobby: it looks at its preview, and may join. */
  readonly isIn: boolean;
}

/** The other members of a room, as reported by the broker. */
export class Roster {
  #mySeq = 0;
  #members = new Map<string, Member>();
  #list: readonly RoomMember[] | null = null;

  get(id: string): Member | null {
    return this.#members.get(id) ?? null;
  }

  /** Everyone, those who are away included; a new array after each report. */
  get list(): readonly RoomMember[] {
    this.#list ??= [...this.#members.values()].map(({id, name: displayName, stage}) => ({
      id,
      displayName,
      isIn: stage === 'in',
    }));
    return this.#list;
  }

  /** Whether I dial this member: of two members, the one who entered later dials. */
  isDialer(member: Member): boolean {
    return this.#mySeq > member.seq;
  }

  /** Applies an event from the broker. Returns the ids of the members that may have changed. */
  apply(event: Exclude<RoomEvent, {kind: 'refused'}>): readonly string[] {
    this.#list = null;
    switch (event.kind) {
      case 'room': {
        const before = this.#members;
        this.#mySeq = event.seq;
        this.#members = new Map(event.members.map(member => [member.id, member]));
        return [...new Set([...before.keys(), ...this.#members.keys()])];
      }
      case 'entered':
      case 'updated':
        this.#members.set(event.member.id, event.member);
        return [event.member.id];
      case 'exited':
        this.#members.delete(event.id);
        return [event.id];
    }
  }
}
