local function __TS__ArrayFill(self, value, first, last)
    local from, to = __TS__ArrayRange(#self, first, last)
    if from <= to then
        __TS__Element(value)
    end
    for i = from, to do
        self[i] = value
    end
    return self
end
