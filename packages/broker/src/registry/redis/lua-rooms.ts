/** The scripts about rooms. Each is a body after LIBRARY and KNOWN. */
export const ROOMS = {
  /** room, id, lease, the entry, limits: rooms, members of a room, rooms of an id → the view, or why not. */
  enter: `
local room, id, lease = ARGV[4], ARGV[5], ARGV[6]
local holder = connected(id, lease)
if not holder then return 'stale' end
local known = member_of(room, id)
if not known then
  local size = math.max(call('HLEN', P .. 'room:' .. room) - 1, 0)
  if holder.count >= tonumber(ARGV[10]) then return 'too-many-rooms' end
  if size == 0 and call('SCARD', P .. 'rooms') >= tonumber(ARGV[8]) then return 'too-many-rooms' end
  if size >= tonumber(ARGV[9]) then return 'room-full' end
end
local member = cjson.decode(ARGV[7])
-- By the time: while others restore what they hold, a small number could be one of theirs.
member.seq = known and known.seq or next_number('seq', now)
member.away = false
place(room, member, id, holder)
return view(room)
`,
  /** room, id, lease, the change → 1 if there is such an entry. */
  update: `
local room, id, lease = ARGV[4], ARGV[5], ARGV[6]
local holder = connected(id, lease)
local member = holder and member_of(room, id)
if not member then return 0 end
for name, value in pairs(cjson.decode(ARGV[7])) do member[name] = value end
member.away = false
place(room, member, id, holder)
return 1
`,
  /** room, id, lease. */
  exit: `
local holder = connected(ARGV[5], ARGV[6])
if holder then exit(ARGV[4], ARGV[5], holder, 'left') end
`,
  /** id, lease. */
  exitAll: `
local holder = connected(ARGV[4], ARGV[5])
if not holder then return end
for _, room in ipairs(rooms_of(holder)) do exit(room, ARGV[4], holder, 'left') end
`,
  /** room → the view. */
  view: `return view(ARGV[4])`,
} as const;
