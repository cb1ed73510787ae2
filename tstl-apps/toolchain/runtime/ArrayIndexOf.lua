local function __TS__ArrayIndexOf(self, item, first)
    for i = first and __TS__ArrayRange(#self, first) or 1, #self do
        if self[i] == item then
            return i - 1.0
        end
    end
    return -1.0
end
