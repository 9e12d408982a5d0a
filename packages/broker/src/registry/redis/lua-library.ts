/**
 * What the scripts share. A script runs alone in Redis: it checks the lease, writes, and publishes, and
 * nobody sees a state in between. The keys are in docs/cluster.md.
 *
 * KEYS[1] is the prefix with its hash tag (`{rtc}:`), so that a Redis Cluster keeps everything in one slot. Arguments of every
 * script: the latest time in ms of Redis's clock at which it may run (what the broker has given up must not happen later),
 * the node, what all brokers must agree on (the grace period in ms, the members of a room, whether hosts are elected), and
 * then its own.
 */
import {DOORS} from './lua-doors.js';
import {PLACES} from './lua-places.js';

/** How long a node is believed to be alive without renewing itself, in ms. */
export const NODE_MS = 6_000;

/** How long nobody is declared dead after Redis was unavailable for all, or has lost its state, in ms. */
export const AMNESTY_MS = 12_000;

/**
 * Until what age of an empty Redis, in ms, nobody gets an id: whoever has lost this Redis looks for it every second or so,
 * and the one that finds it first may be a broker that was not there before.
 */
export const FRESH_MS = 3_000;

/** After that time, in ms, a node has restored all that it holds. */
export const SETTLED_MS = 3_000;

/** How long an id is kept for a page that said goodbye, in ms. See holder-table.ts. */
export const LEAVING_MS = 3_500;

/** The start of every script. */
export const HEAD = `
local call = redis.call
local P = KEYS[1]
local time = call('TIME')
local now = tonumber(time[1]) * 1000 + math.floor(tonumber(time[2]) / 1000)
local node = ARGV[2]
local grace, room_members, elects = string.match(ARGV[3], '^(%d+) (%d+) (%d)$')
grace, room_members, elects = tonumber(grace), tonumber(room_members), elects == '1'
if now > tonumber(ARGV[1]) then return redis.error_reply('LATE the broker no longer waits for this') end

local function text(number) return string.format('%.0f', number) end
`;

/** What scripts that change ids and rooms have in common, after HEAD. */
export const LIBRARY = `
-- Grows even if a failover has lost the last ones.
local function next_number(name, floor)
  local number = math.max(tonumber(call('GET', P .. name) or 0) + 1, floor)
  call('SET', P .. name, text(number))
  return number
end

local function at_least(name, number)
  if number > tonumber(call('GET', P .. name) or 0) then call('SET', P .. name, text(number)) end
end

-- An id: o owner, n node or '', p the node that it was last connected to, l lease, s session, t when its page left or '',
-- w why its grace period runs, r:<room> the lease with which it entered that room.
local function load(id)
  local raw = call('HGETALL', P .. 'id:' .. id)
  if #raw == 0 then return nil end
  local holder = {rooms = {}, count = 0}
  for index = 1, #raw, 2 do
    local field = raw[index]
    if string.sub(field, 1, 2) == 'r:' then
      holder.rooms[string.sub(field, 3)] = raw[index + 1]
      holder.count = holder.count + 1
    else
      holder[field] = raw[index + 1]
    end
  end
  return holder
end

local function connected(id, lease)
  local holder = load(id)
  if holder and holder.n == node and holder.l == lease then return holder end
  return nil
end

local function set(id, holder, fields)
  local args = {}
  for name, value in pairs(fields) do
    holder[name] = value
    args[#args + 1] = name
    args[#args + 1] = value
  end
  call('HSET', P .. 'id:' .. id, unpack(args))
end

-- The set of a node has the ids that are connected to it.
local function move(id, holder, to)
  if holder.n and holder.n ~= '' and holder.n ~= to then call('SREM', P .. 'node:' .. holder.n, id) end
  if to ~= '' then call('SADD', P .. 'node:' .. to, id) end
  set(id, holder, {n = to})
end

local function add(id, owner, lease)
  local holder = {rooms = {}, count = 0}
  set(id, holder, {o = owner, l = lease, p = node, s = '', t = '', w = ''})
  move(id, holder, node)
  call('INCR', P .. 'ids')
  at_least('lease', tonumber(lease))
  return holder
end

local function drop(id, holder)
  if holder.n ~= '' then call('SREM', P .. 'node:' .. holder.n, id) end
  call('ZREM', P .. 'grace', id)
  call('UNLINK', P .. 'id:' .. id)
  call('DECR', P .. 'ids')
end

local function tell(to, event) call('PUBLISH', P .. 'to:' .. to, '{"event":' .. event .. '}') end

local function tell_released(id, holder, reason)
  tell(holder.p, '{"type":"released","id":' .. cjson.encode(id) .. ',"lease":' .. holder.l
    .. ',"reason":"' .. reason .. '","rooms":[]}')
end

-- Nodes on which messages for this id are pending.
local function tell_waiting(id)
  local key = P .. 'wait:' .. id
  local nodes = call('SMEMBERS', key)
  if #nodes == 0 then return end
  for _, name in ipairs(nodes) do tell(name, '{"type":"reachable","id":' .. cjson.encode(id) .. '}') end
  call('UNLINK', key)
end
${PLACES}${DOORS}
local function start_grace(id, holder, why)
  local ms = why == 'leaving' and math.min(${LEAVING_MS}, grace) or grace
  call('ZADD', P .. 'grace', text(now + ms), id)
  set(id, holder, {w = why})
end

local function suspend(id, holder, why)
  move(id, holder, '')
  set(id, holder, {t = why == 'leaving' and text(now) or ''})
  for _, room in ipairs(rooms_of(holder)) do
    local member = member_of(room, id)
    if member then
      member.away = true
      put(room, member)
    end
  end
  start_grace(id, holder, why)
end

-- The grace period is over: what was not entered again with the current lease is lost, or all of it, with the id.
local function expire(id, holder)
  call('ZREM', P .. 'grace', id)
  for _, room in ipairs(rooms_of(holder)) do
    if holder.n == '' or holder.rooms[room] ~= holder.l then
      exit(room, id, holder, holder.w == 'leaving' and 'left' or 'lost')
    end
  end
  if holder.n ~= '' then return end
  drop(id, holder)
  tell_released(id, holder, 'expired')
end

-- If no node could talk to Redis for a while, or its clock was set, nobody is dead because of that.
local function tick()
  local last = tonumber(call('GET', P .. 'last') or now)
  call('SET', P .. 'last', text(now))
  local missed = now - last
  if missed >= 0 and missed <= 3000 then return end
  for _, name in ipairs(call('ZRANGE', P .. 'nodes', 0, -1)) do
    call('ZADD', P .. 'nodes', text(now + ${AMNESTY_MS}), name)
  end
  local graces = call('ZRANGE', P .. 'grace', 0, -1, 'WITHSCORES')
  for index = 1, #graces, 2 do
    call('ZADD', P .. 'grace', text(tonumber(graces[index + 1]) + missed), graces[index])
  end
end
`;

/** Ends a script of a node that was declared dead: it has to restore what it holds first. */
export const KNOWN = `
if not call('ZSCORE', P .. 'nodes', node) then return redis.error_reply('UNKNOWN this node has to restore first') end
`;
