-- What an object is in a sum or as a number: its valueOf, where that gives no object, else its text. Of a list, a class or a
-- function the text.
local function __TS__Primitive(value)
    local valueOf = type(value) == "table" and value.valueOf
    if type(valueOf) == "function" and not value.____asText then
        local result = valueOf(value)
        if type(result) ~= "table" and type(result) ~= "function" then
            return result
        end
    end
    return __TS__String(value)
end
