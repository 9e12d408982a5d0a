import {Clock} from '../clock.js';
import {changed, isBanned, mergeDoors, OPEN_DOOR, ruledBy, type RoomsInView} from './door.js';
import {HolderTable, type RegistryLimits} from './holder-table.js';
import type {Claim, Delivery, Holding, Lost, Registry, RegistryEvent, RegistryListener} from './registry.js';

/** State that brokers of one process share. Each of them joins it and gets its own registry. */
export interface MemoryStore {
  join(): Registry & RoomsInView;
}

const TAKEN: Claim = {status: 'taken'};

/** `clock` measures the grace period: a pause of the broker does not shorten it. */
export function createMemoryStore(limits: RegistryLimits, clock = new Clock()): MemoryStore {
  const table = new HolderTable(limits, clock);
  return {join: () => join(table)};
}

function join(table: HolderTable): Registry & RoomsInView {
  const {holders, nodes, rooms} = table;
  let listener: RegistryListener | undefined;
  const node: RegistryListener = {
    onEvent: event => listener?.onEvent(event),
    deliver: message => listener?.deliver(message) ?? {status: 'absent'},
  };
  nodes.add(node);
  const notifyOthers = (event: RegistryEvent): void => {
    for (const other of nodes) if (other !== node) other.onEvent(event);
  };

  return {
    async claim(id, owner) {
      const holder = holders.get(id);
      if (holder && holder.owner !== owner) return TAKEN;
      const lease = table.nextLease();
      if (holder) {
        if (holder.lastNode !== node) table.tellReleased(id, holder, 'moved');
        holder.lease = lease;
        holder.node = holder.lastNode = node;
        // A goodbye of the page before must not end the one that has just connected.
        holder.session = holder.leftAt = undefined;
        if (holder.rooms?.size && !holder.stopGrace) table.startGrace(id, holder, 'lost');
      } else table.add(node, {id, owner, lease});
      notifyOthers({type: 'reachable', id});
      return {status: holder ? 'resumed' : 'new', lease};
    },
    async abandon(id, keep) {
      const holder = holders.get(id);
      if (holder?.node !== node || holder.lease === keep) return;
      if (keep === undefined) return table.suspend(id, holder, 'lost');
      for (const [room, lease] of holder.rooms ?? [])
        if (lease === holder.lease) holder.rooms?.set(room, keep);
      holder.lease = keep;
    },
    async identify(id, lease, session) {
      const holder = table.connected(node, id, lease);
      if (holder) holder.session = session;
    },
    async suspend(id, lease, why) {
      const holder = table.connected(node, id, lease);
      if (holder) table.suspend(id, holder, why);
    },
    async leave(id, owner, session) {
      const holder = holders.get(id);
      if (holder?.owner !== owner || holder.session !== session) return false;
      const {node: connectedTo, lease} = holder;
      if (holder.leftAt === undefined) table.suspend(id, holder, 'leaving');
      connectedTo?.onEvent({type: 'left', id, lease});
      return true;
    },
    async release(id, lease) {
      const holder = table.connected(node, id, lease);
      if (!holder) return;
      if (holder.rooms?.size) return table.suspend(id, holder, 'lost');
      holder.node = undefined;
      table.expire(id, holder, 'lost');
    },
    async enter(room, lease, entry) {
      const holder = table.connected(node, entry.id, lease);
      return holder ? table.enter(room, entry, holder) : 'stale';
    },
    async update(room, id, lease, change) {
      const holder = table.connected(node, id, lease);
      const member = holder && rooms.member(room, id);
      if (member) {
        table.place(room, {...changed(member, change), away: false}, holder);
        table.openUnlessHosted(room);
      }
      return Boolean(member);
    },
    async moderate(room, id, lease, order) {
      return table.connected(node, id, lease) ? table.moderate(room, id, order) : 'stale';
    },
    async exit(room, id, lease) {
      if (table.connected(node, id, lease)) table.exit(room, id, 'left');
    },
    async exitAll(id, lease) {
      for (const room of table.connected(node, id, lease)?.rooms?.keys() ?? []) table.exit(room, id, 'left');
    },
    view: async room => rooms.view(room),
    look: room => rooms.get(room),
    roomsOf: id => holders.get(id)?.rooms?.keys(),
    async forward(message): Promise<Delivery> {
      const holder = holders.get(message.dst);
      // Whether the sender may hear that a page went away, the broker knows on which it was.
      const to = holder?.leftAt === undefined ? holder?.node : (holder.node ?? holder.lastNode);
      return to ? to.deliver(message) : {status: 'absent'};
    },
    async announce(id) {
      notifyOthers({type: 'reachable', id});
    },
    subscribe(next) {
      listener = next;
    },
    async renew(beliefs) {
      return {
        isKnown: nodes.has(node),
        lost: beliefs.holdings.flatMap(held => check(table, held) ?? []),
        rooms: beliefs.rooms
          .filter(({room, revision}) => rooms.revisionOf(room) !== revision)
          .map(({room}) => room),
      };
    },
    forget() {},
    async restore(holdings) {
      nodes.add(node);
      return holdings.flatMap(holding => restore(table, node, holding) ?? []);
    },
    counts: () => ({ids: holders.size, rooms: rooms.size, brokers: nodes.size}),
    isReady: () => true,
    async close() {
      listener = undefined;
      table.leave(node);
    },
  };
}

/** Whether a lease has ended; undefined if not. */
function check({holders}: HolderTable, {id, lease, owner}: Pick<Holding, 'id' | 'lease' | 'owner'>) {
  const holder = holders.get(id);
  const lost = (reason: Lost['reason']): Lost => ({id, lease, reason});
  if (holder?.lease !== lease) return lost(holder?.owner === owner ? 'moved' : 'expired');
  return holder.leftAt === undefined ? undefined : lost('left');
}

/** Makes the table agree with what a broker holds; returns the lease if it has ended. */
function restore(table: HolderTable, node: RegistryListener, holding: Holding): Lost | undefined {
  const {id, lease, owner, session, suspension, places} = holding;
  const isIn = (room: string): boolean => places.some(place => place.room === room);
  let holder = table.holders.get(id);
  if (holder && holder.lease >= lease) {
    const lost = check(table, holding);
    if (lost) return lost;
  } else if (holder) {
    // Two brokers gave the id away, because the registry had lost the first claim. The newer one wins.
    table.tellReleased(id, holder, holder.owner === owner ? 'moved' : 'expired');
    holder.stopGrace?.();
    for (const room of holder.rooms?.keys() ?? []) if (!isIn(room)) table.exit(room, id, 'lost');
    holder = undefined;
  }
  // What the broker knows of its lease is right: an entry whose answer did not arrive is undone.
  for (const [room, entered] of holder?.rooms ?? [])
    if (entered === lease && !isIn(room)) table.exit(room, id, 'lost');
  const wasKnown = holder !== undefined;
  holder ??= table.add(node, holding);
  holder.node = holder.lastNode = node;
  holder.session = session;
  for (const {room, member, door} of places) {
    const known = table.rooms.member(room, id);
    const before = table.rooms.get(room)?.door;
    // What has happened to a lease that the table knows is newer than what this broker knows of it.
    if (wasKnown && !known) continue;
    if (isBanned(mergeDoors(before, door ?? OPEN_DOOR), known ?? member)) {
      table.exit(room, id, 'removed');
      continue;
    }
    table.place(room, {...(known ? ruledBy(known, member) : member), away: false}, holder);
    if (door) table.rooms.setDoor(room, mergeDoors(before, door));
  }
  if (suspension) table.suspend(id, holder, suspension);
  return undefined;
}
