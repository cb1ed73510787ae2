local function __TS__ParseFloat(text)
    local sign, body = string.match(__TS__StringTrimStart(text), "^([+-]?)(.*)$")
    local value
    if string.find(body, "^Infinity") then
        value = math.huge
    else
        local mantissa = string.match(body, "^%d+%.?%d*") or string.match(body, "^%.%d+")
        if not mantissa then
            return 0 / 0
        end
        local exponent = string.match(body, "^[eE][+-]?%d+", #mantissa + 1) or ""
        value = tonumber(mantissa .. exponent) + 0.0
    end
    return sign == "-" and -value or value
end
