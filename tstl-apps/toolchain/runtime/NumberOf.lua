-- Number(value) where value may be an object.
local function __TS__NumberOf(value)
    if type(value) == "table" then
        if value.____asText then
            return value:valueOf()
        end
        value = __TS__Primitive(value)
    end
    return __TS__Number(value)
end
