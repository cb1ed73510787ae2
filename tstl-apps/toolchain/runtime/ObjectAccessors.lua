-- An object literal with get and set. Its keys stand in their order in the metatable, as those of other objects do.
local function __TS__ObjectAccessors(object, accessors, keys)
    -- Those that were deleted have no value any more. A board writes what lies in the table, and that is not all of it.
    local function present(_, json)
        local found = {}
        for i = 1, #keys do
            if accessors[keys[i]] then
                if json then
                    return nil
                end
                found[#found + 1] = keys[i]
            elseif rawget(object, keys[i]) ~= nil then
                found[#found + 1] = keys[i]
            end
        end
        return found
    end
    return setmetatable(object, {
        __keys = present,
        __accessors = accessors,
        __index = function(self, key)
            local accessor = accessors[key]
            if accessor then
                return accessor.get and accessor.get(self)
            end
            return __TS__Inherited and __TS__Inherited[key]
        end,
        __newindex = function(self, key, value)
            local accessor = accessors[key]
            if not accessor then
                keys[#keys + 1] = key
                rawset(self, key, value)
            elseif accessor.set then
                accessor.set(self, value)
            else
                error("Cannot set property " .. tostring(key) .. " of #<Object> which has only a getter", 2)
            end
        end
    })
end
