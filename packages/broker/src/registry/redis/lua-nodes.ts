/** The scripts about the nodes themselves: brokers that share this Redis. Each is a body after LIBRARY. */
import {AMNESTY_MS, FRESH_MS, KNOWN, NODE_MS, SETTLED_MS} from './lua-library.js';

export const NODES = {
  /**
   * The format of the keys, the release of this broker, the state that it knew before or '', and the other nodes that it knew
   * → [the state now, the time]. If Redis has another run id than the one that wrote the state, nobody knows how old that
   * is: it is dropped, and the nodes restore what they hold.
   */
  hello: `
local info = call('INFO', 'server')
local run = string.match(info, 'run_id:(%x+)')
local meta = call('HMGET', P .. 'meta', 'run', 'born', 'format', 'release')
if meta[3] and meta[3] ~= ARGV[4] and #call('ZRANGEBYSCORE', P .. 'nodes', text(now), '+inf') > 0 then
  return redis.error_reply('OTHER ' .. (meta[4] or meta[3]))
end
if meta[1] ~= run or meta[3] ~= ARGV[4] then
  local before = call('ZRANGE', P .. 'nodes', 0, -1)
  for _, name in ipairs(call('SMEMBERS', P .. 'dying')) do before[#before + 1] = name end
  for _, name in ipairs(before) do
    for _, id in ipairs(call('SMEMBERS', P .. 'node:' .. name)) do call('UNLINK', P .. 'id:' .. id) end
    call('UNLINK', P .. 'node:' .. name)
  end
  for _, id in ipairs(call('ZRANGE', P .. 'grace', 0, -1)) do call('UNLINK', P .. 'id:' .. id) end
  for _, room in ipairs(call('SMEMBERS', P .. 'rooms')) do call('UNLINK', P .. 'room:' .. room) end
  call('UNLINK', P .. 'nodes', P .. 'dying', P .. 'grace', P .. 'rooms', P .. 'ids', P .. 'expected', P .. 'last',
    P .. 'undecided')
  -- They may all be alive: only this Redis has not heard of them.
  if meta[3] == ARGV[4] then
    for _, name in ipairs(before) do call('SADD', P .. 'expected', name) end
  end
  -- Those that are subscribed here are alive: they have not noticed yet that somebody has deleted the state.
  local start = #(P .. 'to:') + 1
  for _, channel in ipairs(call('PUBSUB', 'CHANNELS', P .. 'to:*')) do
    call('SADD', P .. 'expected', string.sub(channel, start))
  end
  call('PEXPIREAT', P .. 'expected', text(now + ${AMNESTY_MS}))
  local fresh = ${FRESH_MS} - 1000 * tonumber(string.match(info, 'uptime_in_seconds:(%d+)'))
  if fresh > 0 and call('DBSIZE') == 0 then call('SET', P .. 'fresh', '1', 'PX', text(fresh)) end
  meta = {run, text(now)}
  call('HSET', P .. 'meta', 'run', run, 'born', meta[2], 'format', ARGV[4], 'release', ARGV[5])
end
local state = run .. ':' .. meta[2]
local ends = tonumber(meta[2]) + ${AMNESTY_MS}
if ARGV[6] ~= '' and ARGV[6] ~= state and now < ends then
  local others = {node}
  for index = 7, #ARGV do others[#others + 1] = ARGV[index] end
  for _, name in ipairs(others) do
    if not call('ZSCORE', P .. 'nodes', name) then call('SADD', P .. 'expected', name) end
  end
  call('PEXPIREAT', P .. 'expected', text(ends))
end
return {state, text(now)}
`,
  /**
   * How many ids, then id, lease and owner of each, then room and revision of each → [known, lost, rooms, nodes, ids, rooms
   * in all, the time, whether others have still to restore what they hold].
   */
  renew: `
if call('EXISTS', P .. 'meta') == 0 then return redis.error_reply('EMPTY the state is gone') end
tick()
local is_known = call('ZSCORE', P .. 'nodes', node) and 1 or 0
local lost, stale = {}, {}
if is_known == 1 then
  call('ZADD', P .. 'nodes', text(now + ${NODE_MS}), node)
  call('SREM', P .. 'expected', node)
  local index = 5
  for _ = 1, tonumber(ARGV[4]) do
    local id, lease, owner = ARGV[index], ARGV[index + 1], ARGV[index + 2]
    local found = call('HMGET', P .. 'id:' .. id, 'l', 'o', 't')
    local reason
    if found[1] ~= lease then
      reason = found[2] == owner and 'moved' or 'expired'
    elseif found[3] ~= '' then
      reason = 'left'
    end
    if reason then lost[#lost + 1] = {id, lease, reason} end
    index = index + 3
  end
  while index < #ARGV do
    if call('HGET', P .. 'room:' .. ARGV[index], '') ~= ARGV[index + 1] then stale[#stale + 1] = ARGV[index] end
    index = index + 2
  end
end
return {is_known, lost, stale, call('ZRANGE', P .. 'nodes', 0, -1), tonumber(call('GET', P .. 'ids') or 0),
  call('SCARD', P .. 'rooms'), text(now), is_partial()}
`,
  /**
   * What it holds: id, lease and the rest as JSON of each → what it has lost. What can't be read costs one id, and not all that are
   * in the same call.
   */
  restore: `
if call('EXISTS', P .. 'meta') == 0 then return redis.error_reply('EMPTY the state is gone') end
call('ZADD', P .. 'nodes', text(now + ${NODE_MS}), node)
-- What a sweep has suspended already is taken back.
call('SREM', P .. 'dying', node)
local function restore(id, lease, held)
  local is_in, reason = {}, nil
  for _, item in ipairs(held.places) do is_in[item.room] = true end
  local holder = load(id)
  if holder and tonumber(holder.l) >= tonumber(lease) then
    if holder.l ~= lease then
      reason = holder.o == held.owner and 'moved' or 'expired'
    elseif holder.t ~= '' then
      reason = 'left'
    end
  elseif holder then
    -- Two nodes gave the id away, because Redis had lost the first claim. The newer one wins.
    tell_released(id, holder, holder.o == held.owner and 'moved' or 'expired')
    for _, room in ipairs(rooms_of(holder)) do
      if not is_in[room] then exit(room, id, holder, 'lost') end
    end
    drop(id, holder)
    holder = nil
  end
  if not reason then
    local was_known = holder ~= nil
    if holder then
      -- What the node knows of its lease is right: an entry whose answer did not arrive is undone.
      for _, room in ipairs(rooms_of(holder)) do
        if holder.rooms[room] == lease and not is_in[room] then exit(room, id, holder, 'lost') end
      end
      move(id, holder, node)
    else
      holder = add(id, held.owner, lease)
    end
    set(id, holder, {p = node, s = held.session, t = ''})
    for _, item in ipairs(held.places) do
      local known, before = member_of(item.room, id), door_of(item.room)
      local door = item.door and merge_doors(before, item.door) or before
      if door and is_banned(door, known or item.member) then
        if known then exit(item.room, id, holder, 'removed') end
      elseif known or not was_known then
        -- What has happened to a lease that is known here is newer than what the node knows of it.
        if known then
          for _, field in ipairs({'seq', 'knocking', 'muted', 'shareStopped', 'inSince'}) do
            item.member[field] = known[field]
          end
        end
        item.member.away = held.suspension ~= ''
        place(item.room, item.member, id, holder)
        if item.door then set_door(item.room, door) end
        -- Its host may be among what is restored next.
        decide_later(item.room, now + ${SETTLED_MS})
      end
    end
    if held.suspension ~= '' then suspend(id, holder, held.suspension) else tell_waiting(id) end
  end
  return reason
end
local lost = {}
for index = 4, #ARGV, 3 do
  local id, lease = ARGV[index], ARGV[index + 1]
  local is_done, reason = pcall(function() return restore(id, lease, cjson.decode(ARGV[index + 2])) end)
  -- Redis itself replies with a table: it is full, for example, and nothing is lost by trying again.
  if not is_done and type(reason) == 'table' then return reason end
  if not is_done then reason = 'expired' end
  if reason then lost[#lost + 1] = {id, lease, reason} end
end
return lost
`,
  /**
   * How much to do → in how many ms there is more to do, or -1. Suspends what dead nodes held; ends grace periods; opens doors that
   * nobody has restored the host of.
   */
  sweep: `${KNOWN}
tick()
local budget = tonumber(ARGV[4])
-- A node is dead as a whole and at once: it learns this with its next renewal, however far the sweep has come.
for _, dead in ipairs(call('ZRANGEBYSCORE', P .. 'nodes', '-inf', text(now))) do
  call('ZREM', P .. 'nodes', dead)
  call('SADD', P .. 'dying', dead)
end
for _, dead in ipairs(call('SMEMBERS', P .. 'dying')) do
  local key = P .. 'node:' .. dead
  if budget > 0 then
    for _, id in ipairs(call('SRANDMEMBER', key, budget)) do
      local holder = load(id)
      if holder and holder.n == dead then suspend(id, holder, 'lost') else call('SREM', key, id) end
      budget = budget - 1
    end
    if call('SCARD', key) == 0 then call('SREM', P .. 'dying', dead) end
  end
end
if budget > 0 then
  local due = call('ZRANGEBYSCORE', P .. 'grace', '-inf', text(now), 'LIMIT', 0, budget)
  for _, id in ipairs(due) do
    local holder = load(id)
    if holder then expire(id, holder) else call('ZREM', P .. 'grace', id) end
    budget = budget - 1
  end
end
if budget > 0 and is_partial() == 0 then
  for _, room in ipairs(call('ZRANGEBYSCORE', P .. 'undecided', '-inf', text(now), 'LIMIT', 0, budget)) do
    call('ZREM', P .. 'undecided', room)
    open_unless_hosted(room)
    budget = budget - 1
  end
end
if budget <= 0 then return 0 end
local first = call('ZRANGE', P .. 'grace', 0, 0, 'WITHSCORES')
if #first == 0 then return -1 end
return math.max(tonumber(first[2]) - now, 0)
`,
  /** How much to do → how much is left. Suspends what this node still holds, and then ends it. */
  close: `
local key = P .. 'node:' .. node
for _, id in ipairs(call('SRANDMEMBER', key, ARGV[4])) do
  local holder = load(id)
  if holder and holder.n == node then suspend(id, holder, 'lost') else call('SREM', key, id) end
end
local left = call('SCARD', key)
if left == 0 then
  call('ZREM', P .. 'nodes', node)
  call('SREM', P .. 'expected', node)
end
return left
`,
} as const;
