local function __TS__TextAt(self, index)
    index = __TS__Whole(index or 0)
    if index < 0 then
        index = index + __TS__Length[self]
    end
    return __TS__StringAccess(self, index)
end
