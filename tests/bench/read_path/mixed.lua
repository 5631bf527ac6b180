-- 95 reads of a feed, 5 posts: every 20th request is the next line of a file of posts, "<path>\t<token>\t<body>".
-- Arguments: the reader's token, the file, how many of its lines are used up. Prints how many were used in the end.
local threads = {}

function setup(thread)
  table.insert(threads, thread)
end

function init(args)
  read = wrk.format("GET", nil, { authorization = "Bearer " .. args[1] })
  posts = {}
  used = tonumber(args[3])
  sent = 0
  for line in io.lines(args[2]) do
    local path, token, body = line:match("^(%S+)\t(%S+)\t(.*)$")
    posts[#posts + 1] = wrk.format("POST", path, { authorization = "Bearer " .. token, ["content-type"] = "application/json" }, body)
  end
end

function request()
  sent = sent + 1
  if sent % 20 ~= 0 then return read end
  used = used + 1
  return posts[used] or error("the posts are used up")
end

function done()
  for _, thread in ipairs(threads) do print("used " .. thread:get("used")) end
end
