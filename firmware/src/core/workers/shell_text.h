/** An interactive Lua shell as a program: the text of lua-runtime/src/workers/shell.ts (a test compares them). */
#ifndef VN_SHELL_TEXT_H
#define VN_SHELL_TEXT_H

/* clang-format off */
#define VN_SHELL_TEXT \
  "local input, write, print = __vnetos.input, __vnetos.write, print\n" \
  "local load, xpcall, type, select, tostring = load, xpcall, type, select, tostring\n" \
  "local find, sub, match, traceback = string.find, string.sub, string.match, debug.traceback\n" \
  "local rest, ended = \"\", false\n" \
  "\n" \
  "local function readline()\n" \
  "  while true do\n" \
  "    local newline = find(rest, \"\\n\", 1, true)\n" \
  "    if newline then\n" \
  "      local line = sub(rest, 1, newline - 1)\n" \
  "      rest = sub(rest, newline + 1)\n" \
  "      return line\n" \
  "    elseif ended then\n" \
  "      local line = rest\n" \
  "      rest = \"\"\n" \
  "      if line ~= \"\" then return line end\n" \
  "      return nil\n" \
  "    end\n" \
  "    local text = input(-1)\n" \
  "    if text == nil then ended = true else rest = rest .. text end\n" \
  "  end\n" \
  "end\n" \
  "\n" \
  "local function incomplete(message) return sub(message, -5) == \"<eof>\" end\n" \
  "\n" \
  "local function compile(text)\n" \
  "  local f, message = load(\"return \" .. text, \"=shell\")\n" \
  "  if f or incomplete(message) then return f, message end\n" \
  "  return load(text, \"=shell\")\n" \
  "end\n" \
  "\n" \
  "local function read(line)\n" \
  "  local text = match(line, \"^%s*=(.*)$\") or line\n" \
  "  local f, message = compile(text)\n" \
  "  while not f and incomplete(message) do\n" \
  "    write(\"out\", \">> \")\n" \
  "    local more = readline()\n" \
  "    if more == nil then break end\n" \
  "    text = text .. \"\\n\" .. more\n" \
  "    f, message = compile(text)\n" \
  "  end\n" \
  "  return f, message\n" \
  "end\n" \
  "\n" \
  "local function explain(e)\n" \
  "  if type(e) == \"table\" and type(e.message) == \"string\" then\n" \
  "    e = tostring(e.name or \"Error\") .. \": \" .. e.message\n" \
  "  elseif type(e) ~= \"string\" then\n" \
  "    e = \"(error object is a \" .. type(e) .. \" value)\"\n" \
  "  end\n" \
  "  local text = traceback(e, 2)\n" \
  "  local inside = find(text, \"\\n\\t[JS]: in function 'xpcall'\", 1, true)\n" \
  "  return inside and sub(text, 1, inside - 1) or text\n" \
  "end\n" \
  "\n" \
  "local function show(ok, ...)\n" \
  "  if not ok then write(\"err\", (...) .. \"\\n\")\n" \
  "  elseif select(\"#\", ...) > 0 then print(...) end\n" \
  "end\n" \
  "\n" \
  "while true do\n" \
  "  write(\"out\", \"> \")\n" \
  "  local line = readline()\n" \
  "  if line == nil or match(line, \"^%s*exit%s*$\") then return end\n" \
  "  if find(line, \"%S\") then\n" \
  "    local f, message = read(line)\n" \
  "    if f then show(xpcall(f, explain)) else write(\"err\", message .. \"\\n\") end\n" \
  "  end\n" \
  "end\n"
/* clang-format on */

#endif
