-- Object.hasOwn(object, key), object.hasOwnProperty(key).
local function __TS__HasOwn(object, key)
    local keys = __TS__Keys(object)
    for i = 1, #keys do
        if keys[i] == key then
            return true
        end
    end
    return false
end
