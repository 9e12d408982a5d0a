/**
 * What the scripts share. A script runs alone in Redis: it checks the lease, writes, and publishes, and
 * nobody sees a state in between. The keys are in docs/cluster.md.
 *
 * KEYS[1] is the prefix with its hash tag (`{rtc}:`), so that a Redis Cluster keeps everything in one slot. Arguments of every
 * script: the latest time in ms of Redis's clock at which it may run (what the broker has given up must not happen later),
 * the node, what all brokers must agree on (the grace period in ms, the members of a room, whether hosts are elected), and
 * then its own.
 */

/** How long a node is believed to be alive without renewing itself, in ms. */
export const NODE_MS = 6_000;

/** How long nobody is declared dead after Redis was unavailable for all, or has lost its state, in ms. */
export const AMNESTY_MS = 12_000;

/**
 * Until what age of an empty Redis, in ms, nobody gets an id: whoever has lost this Redis looks for it every second or so,
 * and the one that finds it first may be a broker that was not there before.
 */
export const FRESH_MS = 3_000;

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

-- A room: the field '' has its revision, '!' its door if it has ever been closed, the others its members.
local function publish(room, type, revision, rest)
  call('PUBLISH', P .. 'room:' .. room, '{"type":"' .. type .. '","room":' .. cjson.encode(room)
    .. ',"revision":' .. text(revision) .. ',' .. rest .. '}')
end

local function next_revision(room)
  local key = P .. 'room:' .. room
  local known = call('HGET', key, '')
  -- A room that comes back continues with a higher revision than before.
  local floor = math.max(now, tonumber(call('GET', P .. 'revision') or 0))
  local revision = tonumber(known or floor) + 1
  call('HSET', key, '', text(revision))
  if not known then call('SADD', P .. 'rooms', room) end
  return revision
end

local function member_of(room, id)
  local known = call('HGET', P .. 'room:' .. room, id)
  return known and cjson.decode(known)
end

local FIELDS = {'name', 'stage', 'session', 'seq', 'away', 'moderator', 'knocking', 'text', 'muted', 'shareStopped', 'inSince'}

local function put(room, member)
  local known = member_of(room, member.id)
  if known then
    local is_same = true
    for _, field in ipairs(FIELDS) do is_same = is_same and known[field] == member[field] end
    is_same = is_same and table.concat(known.marks or {}, ' ') == table.concat(member.marks or {}, ' ')
    if is_same then return end
  end
  local encoded = cjson.encode(member)
  local revision = next_revision(room)
  call('HSET', P .. 'room:' .. room, member.id, encoded)
  publish(room, known and 'updated' or 'entered', revision, '"member":' .. encoded)
end

-- Notes since when it is in the stage 'in', which decides who is elected.
local function put_since(room, member)
  if elects and member.stage == 'in' and not member.knocking then
    if not member.inSince then member.inSince = next_number('seq', now) end
  else
    member.inSince = nil
  end
  put(room, member)
end

-- 1 while nodes that had joined before Redis lost its state have not restored what they hold, or not even come back.
local function is_partial() return math.min(call('EXISTS', P .. 'expected', P .. 'fresh'), 1) end

local function door_of(room)
  local raw = call('HGET', P .. 'room:' .. room, '!')
  return raw and cjson.decode(raw)
end

local function set_door(room, door)
  local encoded = cjson.encode(door)
  if call('HGET', P .. 'room:' .. room, '!') == encoded then return end
  local revision = next_revision(room)
  call('HSET', P .. 'room:' .. room, '!', encoded)
  publish(room, 'door', revision, '"door":' .. encoded)
end

local function members_of(room)
  local raw = call('HGETALL', P .. 'room:' .. room)
  local members = {}
  for index = 1, #raw, 2 do
    if raw[index] ~= '' and raw[index] ~= '!' then members[#members + 1] = cjson.decode(raw[index + 1]) end
  end
  table.sort(members, function(a, b) return a.seq < b.seq end)
  return members
end

-- How many fields of a room are no members.
local function extra(room) return 1 + call('HEXISTS', P .. 'room:' .. room, '!') end

local function has_host(members)
  for _, member in ipairs(members) do
    if not member.knocking and (member.moderator or member.inSince) then return true end
  end
  return false
end

local function count_knocks(members)
  local knocks = 0
  for _, member in ipairs(members) do if member.knocking then knocks = knocks + 1 end end
  return knocks
end

-- Reading all members is only needed where the limit may have been reached.
local function has_place(room, more)
  local size = call('HLEN', P .. 'room:' .. room) - extra(room)
  local limit = room_members + (more or 0)
  if size < limit then return true end
  return size - count_knocks(members_of(room)) < limit
end

local function admit(room, member)
  if not member.knocking then return true end
  if not has_place(room) then return false end
  member.knocking = nil
  member.text = nil
  put_since(room, member)
  return true
end

-- A room without hosts has no door. While others restore what they hold, nobody knows whether it has.
local function open_unless_hosted(room)
  local door = door_of(room)
  -- Without one, only a member that an elected host has kept waiting can be let in.
  if (not door and not elects) or is_partial() == 1 then return end
  local members = members_of(room)
  if #members == 0 or has_host(members) then return end
  if door then
    local bans = {}
    for mark, until_ms in pairs(door.bans) do if until_ms == 0 then bans[mark] = 0 end end
    set_door(room, {isLocked = false, bans = bans})
  end
  for _, member in ipairs(members) do
    local is_waiting = member.knocking and member.knocking ~= 'always'
    if is_waiting and (member.knocking ~= 'hosted' or not has_host(members)) then admit(room, member) end
  end
end

-- The stricter of two copies of a door is right: an order may not have reached the other.
local function merge_doors(a, b)
  if not a then return b end
  a.isLocked = a.isLocked or b.isLocked
  for mark, until_ms in pairs(b.bans) do
    local other = a.bans[mark]
    if other == 0 or until_ms == 0 then
      a.bans[mark] = 0
    else
      a.bans[mark] = math.max(other or 0, until_ms)
    end
  end
  return a
end

local function is_banned(door, member)
  if member.moderator then return false end
  if door.bans['i:' .. member.id] == 0 then return true end
  for _, mark in ipairs(member.marks or {}) do if door.bans[mark] == 0 then return true end end
  return false
end

local function place(room, member, id, holder)
  if not holder.rooms[room] then holder.count = holder.count + 1 end
  holder.rooms[room] = holder.l
  call('HSET', P .. 'id:' .. id, 'r:' .. room, holder.l)
  at_least('seq', member.seq)
  put_since(room, member)
end

-- Those who wait for a host are let in afterwards, by open_unless_hosted.
local function exit_only(room, id, holder, reason)
  holder.rooms[room] = nil
  call('HDEL', P .. 'id:' .. id, 'r:' .. room)
  local key = P .. 'room:' .. room
  if call('HDEL', key, id) == 0 then return end
  local revision = next_revision(room)
  if call('HLEN', key) == extra(room) then
    call('UNLINK', key)
    call('SREM', P .. 'rooms', room)
    at_least('revision', revision)
  end
  publish(room, 'exited', revision, '"id":' .. cjson.encode(id) .. ',"reason":"' .. reason .. '"')
end

local function exit(room, id, holder, reason)
  exit_only(room, id, holder, reason)
  open_unless_hosted(room)
end

-- The names, so that a loop may remove what it is at.
local function rooms_of(holder)
  local names = {}
  for room in pairs(holder.rooms) do names[#names + 1] = room end
  return names
end

local function view(room)
  local key = P .. 'room:' .. room
  local raw = call('HGETALL', key)
  local members = {}
  local revision = text(math.max(now, tonumber(call('GET', P .. 'revision') or 0)))
  local door = ''
  for index = 1, #raw, 2 do
    if raw[index] == '' then
      revision = raw[index + 1]
    elseif raw[index] == '!' then
      door = raw[index + 1]
    else
      members[#members + 1] = raw[index + 1]
    end
  end
  return {revision, is_partial(), members, door}
end

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
