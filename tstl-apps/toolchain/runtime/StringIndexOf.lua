local function __TS__StringIndexOf(self, wanted, from)
    from = __TS__Whole(from)
    from = from < 0 and 0 or from > #self and #self or from
    return (string.find(self, wanted, from + 1, true) or 0) - 1.0
end
