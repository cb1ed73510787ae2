local function __TS__TextSubstr(self, first, count)
    first = __TS__Whole(first)
    if first < 0 then
        first = first + __TS__Length[self]
        first = first < 0 and 0 or first
    end
    count = count == nil and __TS__Length[self] or __TS__Whole(count)
    return count > 0 and __TS__TextSlice(self, first, first + count) or ""
end
