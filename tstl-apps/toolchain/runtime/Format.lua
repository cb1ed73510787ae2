-- The line that console.log makes of its arguments, % directives included.
local __TS__Format
do
    local function directive(kind, value)
        if kind == "s" then
            return type(value) == "string" and value or __TS__Inspect(value)
        elseif kind == "d" or kind == "i" or kind == "f" then
            if type(value) == "string" then
                value = tonumber(value) or 0 / 0
            elseif type(value) ~= "number" then
                return "NaN"
            end
            if kind == "i" and value - value == 0 then
                value = value < 0 and math.ceil(value) or math.floor(value)
            end
            return __TS__Inspect(value)
        end
        return __TS__Inspect(value)
    end
    local function filled(text, values, count)
        local used = 1
        local result = string.gsub(
            text,
            "%%([%%sdifoOc])",
            function(kind)
                if kind == "%" then
                    return "%"
                elseif used >= count then
                    return nil
                end
                used = used + 1
                if kind == "c" then
                    return ""
                end
                return directive(kind, values[used])
            end
        )
        return result, used
    end
    function __TS__Format(...)
        local count, values, parts = select("#", ...), {...}, {}
        local first = 1
        if count > 1 and type(values[1]) == "string" then
            parts[1], first = filled(values[1], values, count)
            first = first + 1
        end
        for i = first, count do
            local value = values[i]
            parts[#parts + 1] = type(value) == "string" and value or __TS__Inspect(value)
        end
        return table.concat(parts, " ")
    end
end
