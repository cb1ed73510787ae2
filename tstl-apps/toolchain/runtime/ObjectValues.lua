local function __TS__ObjectValues(object)
    local keys, values = __TS__Keys(object), {}
    local offset = getmetatable(object) == nil and type(object) == "table" and object[1] ~= nil and 1
    for i = 1, #keys do
        local key = keys[i]
        values[i] = __TS__Element(object[offset and key + 1 or key])
    end
    return values
end
