local function __TS__ArrayFlatMap(self, callback, this)
    local result, length = {}, 0
    for i = 1, #self do
        local value = callback(this, self[i], i - 1.0, self)
        if __TS__ArrayIsArray(value) then
            for k = 1, #value do
                result[length + k] = value[k]
            end
            length = length + #value
        else
            length = length + 1
            result[length] = __TS__Element(value)
        end
    end
    return result
end
