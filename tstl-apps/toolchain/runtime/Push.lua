-- One value at the end of a list; the answer is the new length.
local function __TS__Push(list, value)
    local length = #list + 1
    list[length] = __TS__Element(value)
    return length + 0.0
end
