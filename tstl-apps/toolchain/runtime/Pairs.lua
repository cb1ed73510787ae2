-- for … in.
local function __TS__Pairs(object)
    local keys, i = __TS__Keys(object), 0
    local function isThere(key)
        if object[key] ~= nil then
            return true
        end
        for _, other in ipairs(__TS__Keys(object)) do
            if other == key then
                return true
            end
        end
        return false
    end
    return function()
        local key
        repeat
            i = i + 1
            key = keys[i]
        until key == nil or isThere(key)
        return key ~= nil and __TS__String(key) or nil
    end
end
