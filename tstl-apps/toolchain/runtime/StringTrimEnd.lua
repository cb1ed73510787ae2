local function __TS__StringTrimEnd(self)
    return string.match(self, ".*%S") or ""
end
