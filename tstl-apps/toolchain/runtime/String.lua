-- String(value), and what stands in a template literal.
local __TS__String
do
    local function joined(list)
        local parts = {}
        for i = 1, #list do
            local item = list[i]
            parts[i] = item == nil and "" or __TS__String(item)
        end
        return table.concat(parts, ",")
    end
    function __TS__String(value)
        local kind = type(value)
        if kind == "number" then
            return __TS__NumberText(value)
        elseif kind == "string" then
            return value
        elseif kind == "nil" then
            return "undefined"
        elseif kind == "function" then
            error("a function has no text on the boards", 2)
        elseif kind ~= "table" then
            return tostring(value)
        end
        local meta = getmetatable(value)
        local own = meta and meta.__tostring or value.toString
        if type(own) == "function" then
            local text = own(value)
            return type(text) == "string" and text or __TS__String(text)
        elseif not meta and (value[1] ~= nil or __TS__Shapes and next(value) == nil) then
            return joined(value)
        elseif rawget(value, "prototype") and value.prototype.constructor == value then
            -- A static toString of its own.
            return value.__tostring and value:__tostring() or error("a class has no text on the boards", 2)
        end
        return "[object Object]"
    end
end
