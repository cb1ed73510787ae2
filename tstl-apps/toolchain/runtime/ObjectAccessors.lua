-- An object literal with get and set. Its keys stand in their order in the metatable, as those of other objects do.
local function __TS__ObjectAccessors(object, accessors, keys)
    return setmetatable(object, {
        __keys = keys,
        __accessors = accessors,
        __index = function(self, key)
            local accessor = accessors[key]
            return accessor and accessor.get and accessor.get(self)
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
