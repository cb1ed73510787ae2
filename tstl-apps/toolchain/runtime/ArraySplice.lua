-- Takes `count` elements away (all that follow when it is not given) and puts others in their place.
local function __TS__ArraySplice(self, ...)
    local first, count = ...
    local given, length = select("#", ...), #self
    local from = math.min(__TS__ArrayRange(length, first), length + 1)
    local removed = given == 0 and 0 or given == 1 and length or __TS__Whole(count or 0)
    removed = math.max(0, math.min(removed, length - from + 1))
    local added = math.max(0, given - 2)
    local values, out = {...}, {}
    for i = 3, given do
        __TS__Element(values[i])
    end
    for i = 1, removed do
        out[i] = self[from + i - 1]
    end
    local shift = added - removed
    if shift > 0 then
        for i = length, from + removed, -1 do
            self[i + shift] = self[i]
        end
    elseif shift < 0 then
        for i = from + removed, length do
            self[i + shift] = self[i]
        end
        for i = length, length + shift + 1, -1 do
            self[i] = nil
        end
    end
    for i = 1, added do
        self[from + i - 1] = values[i + 2]
    end
    return out
end
