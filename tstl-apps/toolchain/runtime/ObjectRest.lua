-- `{ a, ...rest }`: what is left.
local function __TS__ObjectRest(object, used)
    local rest = __TS__EmptyObject()
    local keys = __TS__Keys(object)
    for i = 1, #keys do
        local key = keys[i]
        if not used[key] then
            rest[key] = object[key]
        end
    end
    return rest
end
