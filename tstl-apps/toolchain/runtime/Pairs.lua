-- for … in: leaves out what was deleted meanwhile.
local function __TS__Pairs(object)
    local keys, i = __TS__Keys(object), 0
    return function()
        local key
        repeat
            i = i + 1
            key = keys[i]
        until key == nil or __TS__In(key, object)
        return key ~= nil and __TS__String(key) or nil
    end
end
