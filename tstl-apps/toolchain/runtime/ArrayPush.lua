-- Any number of values at the end; the answer is the new length.
local function __TS__ArrayPush(self, ...)
    local values, length = {...}, #self
    for i = 1, select("#", ...) do
        self[length + i] = __TS__Element(values[i])
    end
    return #self + 0.0
end
