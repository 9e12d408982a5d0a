/** The scripts about messages between nodes. Each is a body after HEAD and KNOWN: it needs nothing else, and runs most often. */
export const MESSAGES = {
  /**
   * For how many ms to remember that this node has a message for somebody who is absent, then id and message of each → which
   * ones no node got. Whether the sender may hear that a page went away, the node knows on which it was. To join the messages
   * to one node would take longer: strings are what is slow in Lua.
   */
  forward: `
local absent, found = {}, {}
for index = 5, #ARGV, 2 do
  local id = ARGV[index]
  local holder = found[id] or call('HMGET', P .. 'id:' .. id, 'n', 'p', 't')
  found[id] = holder
  local to, left = holder[1], holder[3]
  if to == '' and left ~= '' then to = holder[2] end
  if not to or to == '' or call('PUBLISH', P .. 'to:' .. to, ARGV[index + 1]) == 0 then
    call('SADD', P .. 'wait:' .. id, node)
    call('PEXPIRE', P .. 'wait:' .. id, ARGV[4])
    absent[#absent + 1] = (index - 5) / 2
  end
end
return absent
`,
} as const;
