local function __TS__StringCharCodeAt(self, index)
    index = index and __TS__Whole(index) or 0
    local code = index >= 0 and string.byte(self, index + 1)
    return code and code + 0.0 or 0 / 0
end
