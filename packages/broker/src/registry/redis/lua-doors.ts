/** The doors of rooms: what the scripts share about them. What they mean is in ../door.ts. */
export const DOORS = `
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
    if is_id(raw[index]) then members[#members + 1] = cjson.decode(raw[index + 1]) end
  end
  table.sort(members, function(a, b) return a.seq < b.seq end)
  return members
end

local function has_place(room, more)
  local there = tally(room)
  return there.members - there.knocks < room_members + (more or 0)
end

local function admit(room, member)
  if not member.knocking then return true end
  if not has_place(room) then return false end
  member.knocking = nil
  member.text = nil
  put_since(room, member)
  return true
end

-- Looked at again when that is over, or when it is due: see the sweep.
local function decide_later(room, at) call('ZADD', P .. 'undecided', text(at), room) end

-- A room without hosts has no door. While others restore what they hold, nobody knows whether it has.
local function open_unless_hosted(room)
  local there = tally(room)
  if there.members == 0 or there.hosts > 0 then return end
  local door = door_of(room)
  if not door and there.knocks == 0 then return end
  if is_partial() == 1 then return decide_later(room, now) end
  if door then
    local bans = {}
    for mark, value in pairs(door.bans) do if value <= 0 then bans[mark] = value end end
    set_door(room, {isLocked = false, bans = bans})
  end
  if there.knocks == 0 then return end
  for _, member in ipairs(members_of(room)) do
    local is_waiting = member.knocking and member.knocking ~= 'always'
    if is_waiting and (member.knocking ~= 'hosted' or tally(room).hosts == 0) then admit(room, member) end
  end
end

-- See mergeDoors and withBans in ../door.ts.
local function merge_doors(a, b)
  if not a then return b end
  a.isLocked = a.isLocked or b.isLocked
  for mark, value in pairs(b.bans) do
    local other = a.bans[mark] or value
    a.bans[mark] = (value <= 0 or other <= 0) and math.min(value, other) or math.max(value, other)
  end
  return a
end

local function add_bans(door, added, most)
  for mark, ms in pairs(added) do
    local value = ms == 0 and -now or now + ms
    local before = door.bans[mark] or value
    door.bans[mark] = before <= 0 and math.min(before, value) or value
  end
  local marks = {}
  for mark, value in pairs(door.bans) do if value <= 0 or value > now then marks[#marks + 1] = mark end end
  table.sort(marks, function(a, b)
    local x, y = door.bans[a], door.bans[b]
    if (x <= 0) ~= (y <= 0) then return x <= 0 end
    if x == y then return a < b end
    return math.abs(x) > math.abs(y)
  end)
  local kept = {}
  for index = 1, math.min(#marks, most) do kept[marks[index]] = door.bans[marks[index]] end
  door.bans = kept
end

local function is_banned(door, member)
  if member.moderator then return false end
  for _, mark in ipairs({'i:' .. member.id, unpack(member.marks or {})}) do
    if (door.bans[mark] or 1) <= 0 then return true end
  end
  return false
end

local function exit(room, id, holder, reason)
  exit_only(room, id, holder, reason)
  open_unless_hosted(room)
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
    elseif is_id(raw[index]) then
      members[#members + 1] = raw[index + 1]
    end
  end
  return {revision, is_partial(), members, door}
end
`;
