local function __TS__TextSlice(self, first, last)
    local wide = __TS__Length[self] ~= #self and __TS__Wide(self)
    local from, to = __TS__ArrayRange(wide and wide.length or #self, first, last)
    if from > to then
        return ""
    end
    return wide and wide:cut(from - 1, to) or string.sub(self, from, to)
end
