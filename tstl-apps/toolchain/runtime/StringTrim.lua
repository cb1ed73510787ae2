local function __TS__StringTrim(self)
    local first = string.find(self, "%S")
    return first and string.match(self, ".*%S", first) or ""
end
