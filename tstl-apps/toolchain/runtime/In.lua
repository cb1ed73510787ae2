-- `key in object`: a property that is undefined is there as well, and what every object inherits.
local function __TS__In(key, object)
    if object[key] ~= nil then
        return true
    end
    local meta = getmetatable(object)
    if __TS__Inherited[key] and not (meta and meta.bare) then
        return true
    end
    local keys = __TS__Keys(object)
    for i = 1, #keys do
        if keys[i] == key then
            return true
        end
    end
    return false
end
