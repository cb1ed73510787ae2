local function __TS__StringSubstr(self, first, count)
    first = __TS__Whole(first)
    if first < 0 then
        first = first + #self
        first = first < 0 and 0 or first
    end
    count = count == nil and #self or __TS__Whole(count)
    return count > 0 and string.sub(self, first + 1, first + count) or ""
end
