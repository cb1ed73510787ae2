local function __TS__StringTrimEnd(self)
    local text = string.match(self, ".*%S") or ""
    while (string.byte(text, -1) or 0) > 127 do
        local size = __TS__Spaces[string.sub(text, -2)] and 2 or __TS__Spaces[string.sub(text, -3)] and 3
        if not size then
            break
        end
        text = string.match(string.sub(text, 1, -size - 1), ".*%S") or ""
    end
    return text
end
