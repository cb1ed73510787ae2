-- NaN is found, other than by indexOf.
local function __TS__ArrayIncludes(self, item, first)
    for i = __TS__ArrayRange(#self, first), #self do
        local own = self[i]
        if own == item or own ~= own and item ~= item then
            return true
        end
    end
    return false
end
