local function __TS__ArrayUnshift(self, ...)
    local values, count = {...}, select("#", ...)
    for i = 1, count do
        __TS__Element(values[i])
    end
    for i = #self, 1, -1 do
        self[i + count] = self[i]
    end
    for i = 1, count do
        self[i] = values[i]
    end
    return #self + 0.0
end
