local function __TS__StringIncludes(self, wanted, from)
    from = from and from > 0 and __TS__Whole(from) or 0
    return string.find(self, wanted, from + 1, true) ~= nil
end
