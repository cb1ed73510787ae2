-- The character that begins at that byte.
local function __TS__StringCodePointAt(self, index)
    local i = (index and __TS__Whole(index) or 0) + 1
    local first = i > 0 and string.byte(self, i)
    if not first then
        return nil
    elseif first < 192 then
        return first + 0.0
    end
    local more = first >= 240 and 3 or first >= 224 and 2 or 1
    local code = first % 2 ^ (6 - more)
    for j = i + 1, i + more do
        code = code * 64.0 + (string.byte(self, j) or 128) % 64
    end
    return code + 0.0
end
