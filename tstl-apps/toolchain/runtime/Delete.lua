local function __TS__Delete(object, key)
    object[key] = nil
    return true
end
