/** An interactive Lua shell as a program: reads lines from input, writes prompts and results as output. */
export const SHELL = `
local input, write, print = __vnetos.input, __vnetos.write, print
local load, xpcall, type, select, tostring = load, xpcall, type, select, tostring
local find, sub, match, traceback = string.find, string.sub, string.match, debug.traceback
local rest, ended = "", false

local function readline()
  while true do
    local newline = find(rest, "\\n", 1, true)
    if newline then
      local line = sub(rest, 1, newline - 1)
      rest = sub(rest, newline + 1)
      return line
    elseif ended then
      local line = rest
      rest = ""
      if line ~= "" then return line end
      return nil
    end
    local text = input(-1)
    if text == nil then ended = true else rest = rest .. text end
  end
end

local function incomplete(message) return sub(message, -5) == "<eof>" end

local function compile(text)
  local f, message = load("return " .. text, "=shell")
  if f or incomplete(message) then return f, message end
  return load(text, "=shell")
end

local function read(line)
  local text = match(line, "^%s*=(.*)$") or line
  local f, message = compile(text)
  while not f and incomplete(message) do
    write("out", ">> ")
    local more = readline()
    if more == nil then break end
    text = text .. "\\n" .. more
    f, message = compile(text)
  end
  return f, message
end

local function explain(e)
  if type(e) == "table" and type(e.message) == "string" then
    e = tostring(e.name or "Error") .. ": " .. e.message
  elseif type(e) ~= "string" then
    e = "(error object is a " .. type(e) .. " value)"
  end
  local text = traceback(e, 2)
  local inside = find(text, "\\n\\t[JS]: in function 'xpcall'", 1, true)
  return inside and sub(text, 1, inside - 1) or text
end

local function show(ok, ...)
  if not ok then write("err", (...) .. "\\n")
  elseif select("#", ...) > 0 then print(...) end
end

while true do
  write("out", "> ")
  local line = readline()
  if line == nil or match(line, "^%s*exit%s*$") then return end
  if find(line, "%S") then
    local f, message = read(line)
    if f then show(xpcall(f, explain)) else write("err", message .. "\\n") end
  end
end
`;
