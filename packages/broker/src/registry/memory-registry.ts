import {Clock} from '../clock.js';
import type {Member, Registry, RegistryEvent} from './registry.js';

export interface RegistryLimits {
  /** How long an id and its places in rooms are kept after a lost connection, in ms. */
  readonly graceMs: number;
  readonly rooms: number;
  readonly roomMembers: number;
  readonly roomsPerPeer: number;
}

/** How long an id is kept for a page that said goodbye, in ms: for a reload. The others have it off the screen within 4 s. */
const LEAVING_MS = 3_500;

type Suspension = Parameters<Registry['suspend']>[1];

type Listener = (event: RegistryEvent) => void;

interface Holder {
  readonly owner: string;
  /** The broker that it is connected to; undefined while it is disconnected. */
  node: Listener | undefined;
  /** The broker that it was last connected to, which has to forget it. */
  lastNode: Listener;
  /** Ends the grace period; undefined if none is running. */
  stopGrace: (() => void) | undefined;
  /** The page load that speaks for it; undefined until it says so, and for a plain PeerJS client. */
  session: string | undefined;
  /** Why it is suspended; undefined while it is connected. */
  suspension: Suspension | undefined;
  /** Undefined until it enters a room: most clients of a plain PeerServer never do. */
  rooms: Set<string> | undefined;
}

/** State that brokers of one process share. Each of them joins it and gets its own registry. */
export interface MemoryStore {
  join(): Registry;
}

/** `clock` measures the grace period: a pause of the broker does not shorten it. */
export function createMemoryStore(limits: RegistryLimits, clock = new Clock()): MemoryStore {
  const holders = new Map<string, Holder>();
  const rooms = new Map<string, Map<string, Member>>();
  const nodes = new Set<Listener>();
  let lastSeq = 0;

  const notifyAll = (event: RegistryEvent): void => {
    for (const node of nodes) node(event);
  };

  function put(room: string, member: Member): void {
    const known = rooms.get(room)?.get(member.id);
    rooms.get(room)?.set(member.id, member);
    if (!known) return notifyAll({type: 'entered', room, member});
    const changed = (Object.keys(member) as (keyof Member)[]).some(key => known[key] !== member[key]);
    if (changed) notifyAll({type: 'updated', room, member});
  }

  function remove(room: string, id: string, reason: 'left' | 'lost'): void {
    const members = rooms.get(room);
    if (!members?.delete(id)) return;
    if (members.size === 0) rooms.delete(room);
    holders.get(id)?.rooms?.delete(room);
    notifyAll({type: 'exited', room, id, reason});
  }

  /** Ends the grace period: removes the entries that were not entered again, and the id if it is still disconnected. */
  function expire(id: string, holder: Holder, why: Suspension): void {
    holder.stopGrace = undefined;
    for (const room of holder.rooms ?? []) {
      if (rooms.get(room)?.get(id)?.away) remove(room, id, why === 'leaving' ? 'left' : 'lost');
    }
    if (holder.node) return;
    holders.delete(id);
    holder.lastNode({type: 'released', id});
  }

  function suspend(id: string, holder: Holder, why: Suspension): void {
    holder.node = undefined;
    holder.suspension = why;
    for (const room of holder.rooms ?? []) {
      const member = rooms.get(room)?.get(id);
      if (member) put(room, {...member, away: true});
    }
    holder.stopGrace?.();
    const ms = why === 'leaving' ? Math.min(LEAVING_MS, limits.graceMs) : limits.graceMs;
    holder.stopGrace = clock.after(ms, () => expire(id, holder, why));
  }

  function enter(room: string, entry: Omit<Member, 'seq' | 'away'>, holder: Holder) {
    let members = rooms.get(room);
    const known = members?.get(entry.id);
    if (!known) {
      if ((holder.rooms?.size ?? 0) >= limits.roomsPerPeer) return 'too-many-rooms';
      if (!members && rooms.size >= limits.rooms) return 'too-many-rooms';
      if ((members?.size ?? 0) >= limits.roomMembers) return 'room-full';
    }
    if (!members) rooms.set(room, (members = new Map()));
    (holder.rooms ??= new Set()).add(room);
    put(room, {...entry, seq: known?.seq ?? ++lastSeq, away: false});
    return [...members.values()];
  }

  function join(): Registry {
    let listener: Listener | undefined;
    const node: Listener = event => listener?.(event);
    nodes.add(node);
    const notifyOthers = (event: RegistryEvent): void => {
      for (const other of nodes) if (other !== node) other(event);
    };
    const mine = (id: string): Holder | undefined => {
      const holder = holders.get(id);
      return holder?.node === node ? holder : undefined;
    };

    return {
      async claim(id, owner) {
        const holder = holders.get(id);
        if (!holder) {
          const none = {stopGrace: undefined, session: undefined, suspension: undefined, rooms: undefined};
          holders.set(id, {owner, node, lastNode: node, ...none});
          notifyOthers({type: 'claimed', id});
          return 'new';
        }
        if (holder.owner !== owner) return 'taken';
        if (holder.lastNode !== node) holder.lastNode({type: 'released', id});
        holder.node = holder.lastNode = node;
        // A goodbye of the page before must not end the one that has just connected.
        holder.session = holder.suspension = undefined;
        notifyOthers({type: 'claimed', id});
        return 'resumed';
      },
      async identify(id, session) {
        const holder = mine(id);
        if (holder) holder.session = session;
      },
      async suspend(id, why) {
        const holder = mine(id);
        if (holder) suspend(id, holder, why);
      },
      async leave(id, owner, session) {
        const holder = holders.get(id);
        if (holder?.owner !== owner || holder.session !== session) return false;
        const {node: connectedTo} = holder;
        if (holder.suspension !== 'leaving') suspend(id, holder, 'leaving');
        connectedTo?.({type: 'left', id});
        return true;
      },
      async release(id) {
        const holder = mine(id);
        if (!holder) return;
        if (holder.rooms?.size) return suspend(id, holder, 'lost');
        holder.stopGrace?.();
        holder.node = undefined;
        expire(id, holder, 'lost');
      },
      async enter(room, entry) {
        const holder = mine(entry.id);
        return holder ? enter(room, entry, holder) : [];
      },
      async update(room, id, change) {
        const member = mine(id) && rooms.get(room)?.get(id);
        if (member) put(room, {...member, ...change, away: false});
        return Boolean(member);
      },
      async exit(room, id) {
        if (mine(id)) remove(room, id, 'left');
      },
      async exitAll(id) {
        for (const room of mine(id)?.rooms ?? []) remove(room, id, 'left');
      },
      sharesRoom(a, b) {
        for (const room of holders.get(a)?.rooms ?? []) if (rooms.get(room)?.has(b)) return true;
        return false;
      },
      async forward(message) {
        const holder = holders.get(message.dst);
        if (!holder?.node) return false;
        holder.node({type: 'message', message});
        return true;
      },
      subscribe(next) {
        listener = next;
      },
      counts: () => ({ids: holders.size, rooms: rooms.size}),
      async close() {
        nodes.delete(node);
        for (const [id, holder] of holders) {
          if (holder.lastNode !== node) continue;
          holder.stopGrace?.();
          holder.node = undefined;
          listener = undefined;
          for (const room of holder.rooms ?? []) remove(room, id, 'lost');
          holders.delete(id);
        }
      },
    };
  }

  return {join};
}
