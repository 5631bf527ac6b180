-- Readers of a feed, each by a token of their own, in turn; and after every 19 readings a post, when there are any: the next line of a file,
-- "<path>\t<token>\t<body>". Arguments: a file of tokens, a line each; then, for posts: their file, and how many of its lines are used up. Prints how many
-- were used in the end.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  reads, posts = {}, {}
  sent, used = 0, tonumber(args[3] or 0)
  for token in io.lines(args[1]) do
    reads[#reads + 1] = wrk.format("GET", nil, { authorization = "Bearer " .. token })
  end
  if args[2] == nil then return end
  for line in io.lines(args[2]) do
    local path, token, body = line:match("^(%S+)\t(%S+)\t(.*)$")
    posts[#posts + 1] = wrk.format("POST", path, { authorization = "Bearer " .. token, ["content-type"] = "application/json" }, body)
  end
end

function request()
  sent = sent + 1
  if #posts == 0 or sent % 20 ~= 0 then return reads[sent % #reads + 1] end
  used = used + 1
  return posts[used] or error("the posts are used up")
end

function done()
  for _, thread in ipairs(threads) do print("used " .. thread:get("used")) end
end
