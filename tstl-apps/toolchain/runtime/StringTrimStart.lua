local function __TS__StringTrimStart(self)
    local first = string.find(self, "%S")
    while first and string.byte(self, first) > 193 do
        local two, three = string.sub(self, first, first + 1), string.sub(self, first, first + 2)
        local size = __TS__Spaces[two] and 2 or __TS__Spaces[three] and 3
        if not size then
            break
        end
        first = string.find(self, "%S", first + size)
    end
    return first and string.sub(self, first) or ""
end
