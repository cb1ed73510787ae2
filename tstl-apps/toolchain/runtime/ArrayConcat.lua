local function __TS__ArrayConcat(self, ...)
    local items, result, length = {...}, {}, #self
    for i = 1, length do
        result[i] = self[i]
    end
    for i = 1, select("#", ...) do
        local item = items[i]
        if __TS__ArrayIsArray(item) then
            for k = 1, #item do
                result[length + k] = item[k]
            end
            length = length + #item
        else
            length = length + 1
            result[length] = __TS__Element(item)
        end
    end
    return result
end
