local function __TS__StringPadEnd(self, length, fill)
    return self .. __TS__StringPadding(self, length, fill)
end
