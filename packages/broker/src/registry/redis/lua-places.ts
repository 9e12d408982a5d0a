/** The members of rooms: what the scripts share about them. */
export const PLACES = `
-- A room: the field '' has its revision, '!' its door if it has ever been closed, '!n' how many members it has, how many of
-- them are hosts and how many only knock; the others have its members.
local function is_id(field) return string.match(field, '^[^!]') ~= nil end

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
  return known and cjson.decode(known) or nil
end

-- Reading all members takes long where they are many, and each update asks whether somebody is the host.
local function tally(room)
  local members, hosts, knocks = string.match(call('HGET', P .. 'room:' .. room, '!n') or '0 0 0', '^(%d+) (%d+) (%d+)$')
  return {members = tonumber(members), hosts = tonumber(hosts), knocks = tonumber(knocks)}
end

-- An elected host is the first of those that are in.
local function is_host(member)
  return member ~= nil and not member.knocking and (member.moderator or member.inSince) ~= nil
end

local function recount(room, before, after)
  local function change(counts) return (after and counts(after) and 1 or 0) - (before and counts(before) and 1 or 0) end
  local members = change(function() return true end)
  local hosts = change(is_host)
  local knocks = change(function(member) return member.knocking end)
  if members == 0 and hosts == 0 and knocks == 0 then return end
  local now_is = tally(room)
  call('HSET', P .. 'room:' .. room, '!n', text(now_is.members + members) .. ' ' .. text(now_is.hosts + hosts) .. ' '
    .. text(now_is.knocks + knocks))
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
  recount(room, known, member)
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
  local member = member_of(room, id)
  if not member then return end
  call('HDEL', key, id)
  recount(room, member, nil)
  local revision = next_revision(room)
  if tally(room).members == 0 then
    call('UNLINK', key)
    call('SREM', P .. 'rooms', room)
    at_least('revision', revision)
  end
  publish(room, 'exited', revision, '"id":' .. cjson.encode(id) .. ',"reason":"' .. reason .. '"')
end

-- The names, so that a loop may remove what it is at.
local function rooms_of(holder)
  local names = {}
  for room in pairs(holder.rooms) do names[#names + 1] = room end
  return names
end
`;
