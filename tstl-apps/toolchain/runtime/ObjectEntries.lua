local function __TS__ObjectEntries(object)
    local entries = __TS__Keys(object)
    local offset = getmetatable(object) == nil and type(object) == "table" and object[1] ~= nil and 1
    for i = 1, #entries do
        local key = entries[i]
        entries[i] = {__TS__String(key), object[offset and key + 1 or key]}
    end
    return entries
end
