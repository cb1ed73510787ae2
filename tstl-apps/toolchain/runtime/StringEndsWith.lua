local function __TS__StringEndsWith(self, wanted, last)
    last = last == nil and #self or last < 0 and 0 or last > #self and #self or __TS__Whole(last)
    return #wanted <= last and string.sub(self, last - #wanted + 1, last) == wanted
end
