local function __TS__ObjectKeys(object)
    local keys = __TS__Keys(object)
    for i = 1, #keys do
        keys[i] = __TS__String(keys[i])
    end
    return keys
end
