import {HOST_PLACES} from '../door.js';

/** The scripts about rooms. Each is a body after LIBRARY and KNOWN. */
export const ROOMS = {
  /** room, id, lease, the entry, its marks, limits: rooms, rooms of an id, knocks at a door → the view, or why not. */
  enter: `
local room, id, lease = ARGV[4], ARGV[5], ARGV[6]
local holder = connected(id, lease)
if not holder then return 'stale' end
local known = member_of(room, id)
if not known then
  -- Its door, and whom that keeps out, may be known to a broker that has not restored it yet.
  if is_partial() == 1 then
    return redis.error_reply('PARTIAL other nodes have not restored their rooms yet')
  end
  if holder.count >= tonumber(ARGV[10]) then return 'too-many-rooms' end
  if call('EXISTS', P .. 'room:' .. room) == 0 and call('SCARD', P .. 'rooms') >= tonumber(ARGV[9]) then
    return 'too-many-rooms'
  end
end
local member = cjson.decode(ARGV[7])
local must_knock = member.mustKnock
member.mustKnock = nil
if not member.moderator then
  local door = door_of(room) or {isLocked = false, bans = {}}
  local comes_from_there = false
  for _, mark in ipairs(cjson.decode(ARGV[8])) do
    local value = door.bans[mark]
    if value and value <= 0 then return 'removed' end
    comes_from_there = comes_from_there or (value and value > now)
  end
  if not known or known.knocking then
    if must_knock == 'always' then
      member.knocking = 'always'
    elseif door.isLocked then
      member.knocking = 'locked'
    elseif must_knock == 'if-hosted' and tally(room).hosts > 0 then
      member.knocking = 'hosted'
    elseif comes_from_there then
      member.knocking = 'address'
    end
  end
end
if not known or (known.knocking == nil) ~= (member.knocking == nil) then
  if member.knocking then
    if tally(room).knocks >= tonumber(ARGV[11]) then return 'too-many-knocks' end
  elseif not has_place(room, member.moderator and ${HOST_PLACES} or 0) then
    return 'room-full'
  end
end
if known then
  for _, field in ipairs({'muted', 'shareStopped', 'inSince'}) do member[field] = known[field] end
end
-- By the time: while others restore what they hold, a small number could be one of theirs.
member.seq = known and known.seq or next_number('seq', now)
member.away = false
place(room, member, id, holder)
open_unless_hosted(room)
return view(room)
`,
  /** room, id, lease, the change → 1 if there is such an entry. */
  update: `
local room, id, lease = ARGV[4], ARGV[5], ARGV[6]
local holder = connected(id, lease)
local member = holder and member_of(room, id)
if not member then return 0 end
local change = cjson.decode(ARGV[7])
for _, field in ipairs(change.clear or {}) do member[field] = nil end
change.clear = nil
for name, value in pairs(change) do member[name] = value end
member.away = false
place(room, member, id, holder)
open_unless_hosted(room)
return 1
`,
  /** room, id, lease, the order, the most bans → what became of it. */
  moderate: `
local room, id, lease = ARGV[4], ARGV[5], ARGV[6]
if not connected(id, lease) then return 'stale' end
local issuer = member_of(room, id)
if not issuer or issuer.knocking or not (issuer.moderator or issuer.inSince) then return 'stale' end
local order = cjson.decode(ARGV[7])
local door = door_of(room) or {isLocked = false, bans = {}}
local was_locked = door.isLocked
if order.isLocked ~= nil or order.bans then
  if order.isLocked ~= nil then door.isLocked = order.isLocked end
  if order.bans then add_bans(door, order.bans, tonumber(ARGV[8])) end
  set_door(room, door)
end
local outcome, is_any_there, is_any_meant = 'done', false, false
for target, measure in pairs(order.measures) do
  is_any_meant = true
  local member = member_of(room, target)
  local applies = member and measure == 'ended'
  if member and (measure == 'admit' or measure == 'refused') then applies = member.knocking end
  if member and measure == 'removed' then applies = not member.moderator end
  if member and (measure == 'mute' or measure == 'stop-share') then applies = not member.knocking end
  if applies then
    is_any_there = true
    if measure == 'admit' then
      if not admit(room, member) then outcome = 'room-full' end
    elseif measure == 'mute' then
      member.muted = true
      put(room, member)
    elseif measure == 'stop-share' then
      member.shareStopped = true
      put(room, member)
    else
      local holder = load(target)
      if holder then exit_only(room, target, holder, measure) end
    end
  end
end
if door.isLocked ~= was_locked then
  for _, member in ipairs(members_of(room)) do
    if not door.isLocked and member.knocking == 'locked' and not admit(room, member) then outcome = 'room-full' end
    if door.isLocked and not member.knocking and not member.moderator and member.stage == 'lobby' then
      member.knocking = 'locked'
      put(room, member)
    end
  end
end
open_unless_hosted(room)
if is_any_there or not is_any_meant then return outcome end
return 'absent'
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
