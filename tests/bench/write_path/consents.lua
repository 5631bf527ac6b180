-- People who change their mind: each gives a consent and, the next time round, withdraws it. Each request is its own (requestId). Arguments: a file of
-- tokens, a line each, and how many requests were sent before. Prints how many there were in the end.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  math.randomseed(os.time())
  tokens, sent = {}, tonumber(args[2])
  for token in io.lines(args[1]) do tokens[#tokens + 1] = token end
end

local function uuid()
  return string.format("%08x-%04x-7%03x-8%03x-%06x%06x", math.random(0, 0xffffffff), math.random(0, 0xffff), math.random(0, 0xfff), math.random(0, 0xfff),
    math.random(0, 0xffffff), math.random(0, 0xffffff))
end

function request()
  local person = sent % #tokens + 1
  local verb = math.floor(sent / #tokens) % 2 == 0 and "give" or "withdraw"
  sent = sent + 1
  return wrk.format("POST", "/v1/users/me/consents/KIND_VIDEO_PUBLICATION:" .. verb,
    { authorization = "Bearer " .. tokens[person], ["content-type"] = "application/json" }, '{"requestId":"' .. uuid() .. '"}')
end

function done()
  for _, thread in ipairs(threads) do print("sent " .. thread:get("sent")) end
end
