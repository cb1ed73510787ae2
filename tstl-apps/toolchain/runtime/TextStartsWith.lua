-- startsWith(wanted, from).
local function __TS__TextStartsWith(self, wanted, from)
    local length = __TS__Length[self]
    from = __TS__Whole(from)
    from = from < 0 and 0 or from > length and length or from
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    if not wide then
        return string.sub(self, from + 1, from + #wanted) == wanted
    end
    local place, half = wide:seek(from)
    return string.sub(self, place + half, place + half + #wanted - 1) == wanted
end
