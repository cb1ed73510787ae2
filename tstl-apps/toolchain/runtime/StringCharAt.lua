local function __TS__StringCharAt(self, index)
    index = index and __TS__Whole(index) or 0
    return index >= 0 and string.sub(self, index + 1, index + 1) or ""
end
