local function __TS__ArrayAt(self, index)
    index = __TS__Whole(index)
    return self[(index < 0 and #self + index or index) + 1]
end
