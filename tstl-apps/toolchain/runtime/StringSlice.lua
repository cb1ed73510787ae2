local function __TS__StringSlice(self, first, last)
    local from, to = __TS__ArrayRange(#self, first, last)
    return from > to and "" or string.sub(self, from, to)
end
