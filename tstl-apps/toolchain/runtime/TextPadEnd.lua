local function __TS__TextPadEnd(self, length, fill)
    return self .. __TS__TextPadding(self, length, fill)
end
