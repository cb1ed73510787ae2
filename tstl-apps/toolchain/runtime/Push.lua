-- One value at the end of a list; the answer is the new length.
local function __TS__Push(list, value)
    local length = #list + 1
    if value == nil then
        __TS__Element()
    end
    list[length] = value
    return length + 0.0
end
