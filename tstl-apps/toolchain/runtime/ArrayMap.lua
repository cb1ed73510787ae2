local function __TS__ArrayMap(self, callback, this)
    local result = {}
    for i = 1, #self do
        local value = callback(this, self[i], i - 1.0, self)
        if value == nil then
            __TS__Element()
        end
        result[i] = value
    end
    return result
end
