-- Number(value) and unary plus.
local __TS__Number
do
    local match = string.match
    local function based(digits, base)
        local total = 0.0
        for i = 1, #digits do
            local digit = tonumber(string.sub(digits, i, i), base)
            if not digit then
                return 0 / 0
            end
            total = total * base + digit
        end
        return total
    end
    local function decimal(text)
        local sign, body = match(text, "^([+-]?)(.*)$")
        local value
        if body == "Infinity" then
            value = math.huge
        else
            local mantissa, exponent = match(body, "^([%d.]+)(.*)$")
            local fits = mantissa and (match(mantissa, "^%d+%.?%d*$") or match(mantissa, "^%.%d+$"))
            if not fits or exponent ~= "" and not match(exponent, "^[eE][+-]?%d+$") then
                return 0 / 0
            end
            value = tonumber(body) + 0.0
        end
        return sign == "-" and -value or value
    end
    local bases = {x = 16, X = 16, o = 8, O = 8, b = 2, B = 2}
    function __TS__Number(value)
        local kind = type(value)
        if kind == "number" then
            return value
        elseif kind == "boolean" then
            return value and 1.0 or 0.0
        elseif kind ~= "string" then
            return 0 / 0
        end
        local text = __TS__StringTrim(value)
        if text == "" then
            return 0.0
        end
        local prefix, digits = match(text, "^0([xXoObB])(.+)$")
        if prefix then
            return based(digits, bases[prefix])
        end
        return decimal(text)
    end
end
