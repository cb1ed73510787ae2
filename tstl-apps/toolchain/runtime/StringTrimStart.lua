local function __TS__StringTrimStart(self)
    local first = string.find(self, "%S")
    return first and string.sub(self, first) or ""
end
