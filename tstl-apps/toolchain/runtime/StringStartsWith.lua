local function __TS__StringStartsWith(self, wanted, from)
    from = from and from > 0 and __TS__Whole(from) or 0
    return string.sub(self, from + 1, from + #wanted) == wanted
end
