local function __TS__ObjectEntries(object)
    local entries = __TS__Keys(object)
    for i = 1, #entries do
        local key = entries[i]
        entries[i] = {__TS__String(key), object[key]}
    end
    return entries
end
