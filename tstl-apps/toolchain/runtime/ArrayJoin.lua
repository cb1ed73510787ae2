local function __TS__ArrayJoin(self, separator)
    local parts = {}
    for i = 1, #self do
        local item = self[i]
        parts[i] = item == nil and "" or __TS__String(item)
    end
    return table.concat(parts, separator or ",")
end
