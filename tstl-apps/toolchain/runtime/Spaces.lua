-- White space beyond ASCII's, in UTF-8.
local __TS__Spaces = {}
for space in string.gmatch(
    "\194\160 \225\154\128 \226\128\168 \226\128\169 \226\128\175 \226\129\159 \227\128\128 \239\187\191",
    "[^ ]+"
) do
    __TS__Spaces[space] = true
end
for last = 128, 138 do
    __TS__Spaces["\226\128" .. string.char(last)] = true
end
