local function __TS__StringPadStart(self, length, fill)
    return __TS__StringPadding(self, length, fill) .. self
end
