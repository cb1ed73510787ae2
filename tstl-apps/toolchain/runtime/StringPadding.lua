-- What is missing of a text to that length.
local function __TS__StringPadding(self, length, fill)
    local missing = __TS__Whole(length) - #self
    fill = fill or " "
    if not (missing > 0) or fill == "" then
        return ""
    elseif missing > 536870888 then
        error(__TS__New(RangeError, "Invalid string length"), 0)
    end
    return string.sub(string.rep(fill, math.ceil(missing / #fill)), 1, missing)
end
