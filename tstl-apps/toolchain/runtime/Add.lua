-- a + b where the types do not tell whether numbers are added or texts joined.
local __TS__Add
do
    local primitive = {number = true, boolean = true, ["nil"] = true}
    local object = {table = true, ["function"] = true}
    local function asNumber(value)
        if value == nil then
            return 0 / 0
        elseif value == true then
            return 1.0
        end
        return value or 0.0
    end
    function __TS__Add(a, b)
        if type(a) == "number" and type(b) == "number" then
            return a + b
        elseif primitive[type(a)] and primitive[type(b)] then
            return asNumber(a) + asNumber(b)
        end
        if object[type(a)] or object[type(b)] then
            if object[type(a)] then
                a = __TS__Primitive(a)
            end
            if object[type(b)] then
                b = __TS__Primitive(b)
            end
            return __TS__Add(a, b)
        end
        return __TS__String(a) .. __TS__String(b)
    end
end
