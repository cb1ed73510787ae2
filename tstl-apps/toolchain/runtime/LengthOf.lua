-- The length of what may be a text or a list.
local function __TS__LengthOf(value)
    return type(value) == "string" and __TS__Length[value] or #value + 0.0
end
