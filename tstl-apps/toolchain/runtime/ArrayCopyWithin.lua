local function __TS__ArrayCopyWithin(self, target, first, last)
    local to = __TS__ArrayRange(#self, target)
    local from, final = __TS__ArrayRange(#self, first, last)
    local copy = {}
    for i = from, final do
        copy[#copy + 1] = self[i]
    end
    for i = 1, #copy do
        if to + i - 1 <= #self then
            self[to + i - 1] = copy[i]
        end
    end
    return self
end
