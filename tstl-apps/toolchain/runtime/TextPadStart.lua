local function __TS__TextPadStart(self, length, fill)
    return __TS__TextPadding(self, length, fill) .. self
end
