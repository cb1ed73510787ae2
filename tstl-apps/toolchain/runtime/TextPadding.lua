-- What is missing of a text to that length.
local function __TS__TextPadding(self, length, fill)
    local missing = __TS__Whole(length) - __TS__Length[self]
    fill = fill or " "
    if not (missing > 0) or fill == "" then
        return ""
    elseif missing > 536870888 then
        error(__TS__New(RangeError, "Invalid string length"), 0)
    end
    local long = string.rep(fill, math.ceil(missing / __TS__Length[fill]))
    return __TS__Length[fill] ~= #fill and __TS__TextSlice(long, 0, missing) or string.sub(long, 1, missing)
end
