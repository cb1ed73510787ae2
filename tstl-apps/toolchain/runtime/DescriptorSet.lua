-- Sets a field of an object whose class has accessors.
local __TS__DescriptorSet
do
    local getmetatable, rawget, rawset = getmetatable, rawget, rawset
    function __TS__DescriptorSet(self, metatable, key, value)
        while metatable do
            local descriptors = rawget(metatable, "_descriptors")
            local descriptor = descriptors and descriptors[key]
            if descriptor then
                if descriptor.set then
                    descriptor.set(self, value)
                elseif descriptor.get or descriptor.writable == false then
                    error("Cannot set property " .. tostring(key) .. " of #<Object> which has only a getter", 2)
                else
                    descriptor.value = value
                end
                return
            end
            metatable = getmetatable(metatable)
        end
        rawset(self, key, value)
    end
end
