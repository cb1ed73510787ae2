local function __TS__ArraySlice(self, first, last)
    local result, from, to = {}, __TS__ArrayRange(#self, first, last)
    local count = 0
    for i = from, to do
        count = count + 1
        result[count] = self[i]
    end
    return result
end
