-- for … in.
local function __TS__Pairs(object)
    local keys, i = __TS__Keys(object), 0
    return function()
        i = i + 1
        local key = keys[i]
        return key ~= nil and __TS__String(key) or nil
    end
end
