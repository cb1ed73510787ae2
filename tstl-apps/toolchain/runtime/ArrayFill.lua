local function __TS__ArrayFill(self, value, first, last)
    local from, to = __TS__ArrayRange(#self, first, last)
    for i = from, to do
        self[i] = value
    end
    return self
end
