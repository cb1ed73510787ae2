-- new Array(length).fill(value).
local function __TS__ArrayOfLength(length, value)
    if length < 0 or length % 1 ~= 0 or length > 4294967295 then
        error(__TS__New(RangeError, "Invalid array length"), 0)
    end
    if length > 0 then
        __TS__Element(value)
    end
    local list = {}
    for i = 1, length do
        list[i] = value
    end
    return list
end
