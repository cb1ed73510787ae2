-- Classes, and functions with fields, are tables; so are symbols.
local __TS__TypeOf
do
    local names = {["nil"] = "undefined", thread = "object", userdata = "object"}
    function __TS__TypeOf(value)
        local kind = type(value)
        if kind ~= "table" then
            return names[kind] or kind
        end
        local meta = getmetatable(value)
        if meta and rawget(meta, "____symbol") then
            return "symbol"
        end
        local prototype = rawget(value, "prototype")
        local isClass = type(prototype) == "table" and rawget(prototype, "constructor") == value
        return (isClass or meta and rawget(meta, "__call")) and "function" or "object"
    end
end
