import type {Member, RoomEvent} from '../signaling/index.js';

/** Who is in one room besides me, as the broker says. */
export class Roster {
  #mySeq = 0;
  #members = new Map<string, Member>();

  get(id: string): Member | null {
    return this.#members.get(id) ?? null;
  }

  /** Of a pair, who came later dials. */
  isDialer(member: Member): boolean {
    return this.#mySeq > member.seq;
  }

  /** Takes what the broker says; returns the ids of those about whom something may have changed. */
  apply(event: Exclude<RoomEvent, {kind: 'refused'}>): readonly string[] {
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
