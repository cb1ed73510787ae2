local function __TS__TextIndexOf(self, wanted, from)
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    local first = 1
    if from ~= nil then
        local length = wide and wide.length or #self
        from = __TS__Whole(from)
        from = from < 0 and 0 or from > length and length or from
        first = from + 1
        if wide then
            local place, half = wide:seek(from)
            first = place + half
        end
    end
    local found = string.find(self, wanted, first, true)
    if not found then
        return -1.0
    end
    return wide and wide:unitAt(found) or found - 1.0
end
