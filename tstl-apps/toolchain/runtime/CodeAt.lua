-- The code point of the character that begins at that byte of a text.
local function __TS__CodeAt(text, place)
    local first = string.byte(text, place)
    if first < 192 then
        return first + 0.0
    end
    local more = first >= 240 and 3 or first >= 224 and 2 or 1
    local code = first % 2 ^ (6 - more)
    for i = place + 1, place + more do
        code = code * 64.0 + (string.byte(text, i) or 128) % 64
    end
    return code + 0.0
end
