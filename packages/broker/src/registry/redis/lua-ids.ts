/** The scripts about ids. Each is a body after LIBRARY and KNOWN; see registry.ts for what the operations mean. */
export const IDS = {
  /** id, owner → [status, lease, the rooms that it has entered from another node]. */
  claim: `
local id, owner = ARGV[4], ARGV[5]
local holder = load(id)
if holder and holder.o ~= owner then return {'taken'} end
if not holder and is_partial() == 1 then
  return redis.error_reply('PARTIAL other nodes have not restored their ids yet')
end
local lease = text(next_number('lease', tonumber(time[1]) * 1000000 + tonumber(time[2])))
local status = holder and 'resumed' or 'new'
local rooms = holder and holder.p ~= node and rooms_of(holder) or {}
if holder then
  if holder.p ~= node then tell_released(id, holder, 'moved') end
  move(id, holder, node)
  set(id, holder, {l = lease, p = node, s = '', t = ''})
  if holder.count > 0 and not call('ZSCORE', P .. 'grace', id) then start_grace(id, holder, 'lost') end
else
  add(id, owner, lease)
end
tell_waiting(id)
return {status, lease, unpack(rooms)}
`,
  /** id, the lease to keep or ''. */
  abandon: `
local id, keep = ARGV[4], ARGV[5]
local holder = load(id)
if not holder or holder.n ~= node or holder.l == keep then return end
if keep == '' then return suspend(id, holder, 'lost') end
for room, lease in pairs(holder.rooms) do
  if lease == holder.l then call('HSET', P .. 'id:' .. id, 'r:' .. room, keep) end
end
set(id, holder, {l = keep})
`,
  /** id, lease, session. */
  identify: `
local holder = connected(ARGV[4], ARGV[5])
if holder then set(ARGV[4], holder, {s = ARGV[6]}) end
`,
  /** id, lease, why. */
  suspend: `
local holder = connected(ARGV[4], ARGV[5])
if holder then suspend(ARGV[4], holder, ARGV[6]) end
`,
  /** id, owner, session → 1 if it was theirs. */
  leave: `
local id = ARGV[4]
local holder = load(id)
if not holder or holder.o ~= ARGV[5] or holder.s ~= ARGV[6] then return 0 end
local connected_to = holder.n
if holder.t == '' then suspend(id, holder, 'leaving') end
if connected_to ~= '' then
  tell(connected_to, '{"type":"left","id":' .. cjson.encode(id) .. ',"lease":' .. holder.l .. '}')
end
return 1
`,
  /** id, lease. */
  release: `
local id = ARGV[4]
local holder = connected(id, ARGV[5])
if not holder then return end
if holder.count > 0 then return suspend(id, holder, 'lost') end
move(id, holder, '')
expire(id, holder)
`,
  /** id, ms, the node that has a message for it: the id could not be reached here. */
  wait: `
local id = ARGV[4]
call('SADD', P .. 'wait:' .. id, ARGV[6])
call('PEXPIRE', P .. 'wait:' .. id, ARGV[5])
local found = call('HGET', P .. 'id:' .. id, 'n')
if found and found ~= '' and found ~= node then tell_waiting(id) end
`,
  /** id. */
  announce: `tell_waiting(ARGV[4])`,
} as const;
