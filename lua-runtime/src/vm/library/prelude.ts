/**
 * Library functions in Lua: those that call back into the program (they must be suspendable in there) and those
 * whose work a program can make arbitrarily long. `native` is the table of what JavaScript does for them;
 * `native.first(name, slow)` is a function that tries JavaScript's quick way and falls back to the one here.
 */
export const PRELUDE = `
local native = ...
local type, select, error = type, select, error
local find, sub, byte, concat = string.find, string.sub, string.byte, native.concat
local tostring

-- Levels count the functions here and the one in JavaScript before them, so that errors name the caller's line.
local function bad(level, index, name, message)
  error("bad argument #" .. index .. " to '" .. name .. "' (" .. message .. ")", level + 1)
end

local function checktable(t, name)
  if type(t) ~= "table" then bad(3, 1, name, "table expected, got " .. (t == nil and "no value" or type(t))) end
end

-- table.sort: a merge sort, stable; the comparator may wait.
local function insertion(t, lo, hi, less)
  for i = lo + 1, hi do
    local v = t[i]
    local j = i - 1
    while j >= lo and less(v, t[j]) do
      t[j + 1] = t[j]
      j = j - 1
    end
    t[j + 1] = v
  end
end

local function merge(from, to, lo, mid, hi, less)
  local i, j = lo, mid + 1
  for k = lo, hi do
    if i > mid then
      to[k] = from[j]
      j = j + 1
    elseif j > hi or not less(from[j], from[i]) then
      to[k] = from[i]
      i = i + 1
    else
      to[k] = from[j]
      j = j + 1
    end
  end
end

local function operator(a, b) return a < b end

local function sort(t, less)
  if less ~= nil and type(less) ~= "function" then bad(3, 2, "sort", "function expected, got " .. type(less)) end
  local n = #t
  if less == nil then less = operator end
  local run = 8
  for lo = 1, n, run do
    local hi = lo + run - 1
    insertion(t, lo, hi < n and hi or n, less)
  end
  local from, to = t, {}
  while run < n do
    for lo = 1, n, 2 * run do
      local mid, hi = lo + run - 1, lo + 2 * run - 1
      if mid > n then mid = n end
      if hi > n then hi = n end
      merge(from, to, lo, mid, hi, less)
    end
    from, to, run = to, from, run * 2
  end
  if from ~= t then for i = 1, n do t[i] = from[i] end end
end

-- table functions of a table with metamethods, or of a range that may be false.
local function slowinsert(t, n, pos, value)
  local e = n + 1
  if pos < 1 or pos > e then bad(4, 2, "insert", "position out of bounds") end
  for i = e, pos + 1, -1 do t[i] = t[i - 1] end
  t[pos] = value
end

local function insert(t, ...)
  if select("#", ...) == 1 then t[#t + 1] = (...) return end
  local pos, value = ...
  slowinsert(t, #t, native.integer(pos), value)
end

local function remove(t, ...)
  local size = #t
  local pos = select("#", ...) > 0 and native.integer((...)) or size
  if pos ~= size and (pos < 1 or pos > size + 1) then bad(3, 1, "remove", "position out of bounds") end
  local value = t[pos]
  while pos < size do
    t[pos] = t[pos + 1]
    pos = pos + 1
  end
  t[pos] = nil
  return value
end

local function move(a, f, e, t, b)
  checktable(a, "move")
  if b ~= nil then
    if type(b) ~= "table" then bad(2, 5, "move", "table expected, got " .. type(b)) end
  else b = a end
  f, e, t = native.integer(f), native.integer(e), native.integer(t)
  if e < f then return b end
  if not (f > 0 or e < 2147483647 + f) then bad(2, 3, "move", "too many elements to move") end
  if t > 2147483647 - (e - f) then bad(2, 4, "move", "destination wrap around") end
  if t > e or t <= f or a ~= b then
    for i = 0, e - f do b[t + i] = a[f + i] end
  else
    for i = e - f, 0, -1 do b[t + i] = a[f + i] end
  end
  return b
end

local function tconcat(t, sep, i, j)
  i, j = native.integer(i or 1), native.integer(j or #t)
  local parts = {}
  for k = i, j do parts[k - i + 1] = t[k] end
  return concat(parts, sep, 1, j - i + 1)
end

local function unpack(t, i, j)
  i = native.integer(i or 1)
  j = native.integer(j == nil and #t or j)
  if i > j then return end
  if j - i >= native.most then error("too many results to unpack", 3) end
  local parts = {}
  for k = i, j do parts[k - i + 1] = t[k] end
  return native.unpack(parts, 1, j - i + 1)
end

-- string.gsub with a function, a table, or a result that may become long.
local function expand(repl, whole, ...)
  local captures, count = { ... }, select("#", ...)
  local out, at = {}, 1
  while true do
    local p = find(repl, "%", at, true)
    if not p then break end
    out[#out + 1] = sub(repl, at, p - 1)
    local c = sub(repl, p + 1, p + 1)
    if c == "%" then out[#out + 1] = "%"
    elseif c == "0" or (c == "1" and count == 0) then out[#out + 1] = whole
    elseif find(c, "^[1-9]$") then
      local k = byte(c) - 48
      if k > count then error("invalid capture index %" .. k .. " in replacement string", 5) end
      out[#out + 1] = tostring(captures[k])
    else error("invalid use of '%' in replacement string", 5) end
    at = p + 2
  end
  out[#out + 1] = sub(repl, at)
  return concat(out)
end

local function value(repl, kind, whole, ...)
  local v
  if kind == "function" then
    if select("#", ...) == 0 then v = repl(whole) else v = repl(...) end
  elseif kind == "table" then
    local key = whole
    if select("#", ...) > 0 then key = (...) end
    v = repl[key]
  else return expand(repl, whole, ...) end
  if not v then return whole end
  if type(v) ~= "string" and type(v) ~= "number" then
    error("invalid replacement value (a " .. type(v) .. ")", 5)
  end
  return v
end

local function take(s, repl, kind, from, last, b, e, ...)
  if not b then return nil end
  -- An empty match right after the last one does not count: go on one character later.
  if e < b and b == from and b == last then return false end
  return b, e, value(repl, kind, sub(s, b, e), ...)
end

local function gsub(s, pattern, repl, most)
  local kind, out, count, at, last = type(repl), {}, 0, 1, 0
  if kind == "number" then repl, kind = tostring(repl), "string" end
  local anchored = sub(pattern, 1, 1) == "^"
  most = most == nil and #s + 1 or native.integer(most)
  local from = at
  while count < most do
    local b, e, v = take(s, repl, kind, from, last, find(s, pattern, from))
    if b == nil then break end
    if b then
      out[#out + 1] = sub(s, at, b - 1)
      out[#out + 1] = v
      count = count + 1
      from, at, last = e + 1, e + 1, e + 1
    elseif from > #s then break
    else from = from + 1 end
    if anchored then break end
  end
  out[#out + 1] = sub(s, at)
  return concat(out), count
end

local function collect(piece)
  local parts = {}
  while true do
    local part = piece()
    if part == nil or part == "" then return concat(parts) end
    if type(part) ~= "string" then error("reader function must return a string", 4) end
    parts[#parts + 1] = part
  end
end

local function load(piece, name, ...)
  return native.load(collect(piece), name or "=(load)", ...)
end

local function tostr(v)
  local text = native.stringer(v)(v)
  if type(text) ~= "string" then error("'__tostring' must return a string", 3) end
  return text
end

local function print(...)
  local parts = { ... }
  for i = 1, select("#", ...) do parts[i] = tostring(parts[i]) end
  native.print(concat(parts, "\t"))
end

local first = native.first
table.sort, table.move = first("sort", sort), move
table.insert, table.remove = first("insert", insert), first("remove", remove)
table.concat, table.unpack = first("concat", tconcat), first("unpack", unpack)
string.gsub = first("gsub", gsub)
_G.load, _G.print = first("load", load), first("print", print)
tostring = first("tostring", tostr)
_G.tostring = tostring
`;
