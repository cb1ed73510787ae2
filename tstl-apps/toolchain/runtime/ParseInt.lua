local function __TS__ParseInt(text, radix)
    local sign, digits = string.match(__TS__StringTrimStart(text), "^([+-]?)(%w*)")
    radix = __TS__Int32(radix or 0)
    if (radix == 0 or radix == 16) and string.find(digits, "^0[xX]") then
        radix = 16
        digits = string.sub(digits, 3)
    elseif radix == 0 then
        radix = 10
    end
    if radix < 2 or radix > 36 then
        return 0 / 0
    end
    local decimal = radix == 10 and string.match(digits, "^%d+")
    local total = decimal and tonumber(decimal) + 0.0
    for i = decimal and #digits + 1 or 1, #digits do
        local digit = tonumber(string.sub(digits, i, i), 36)
        if digit >= radix then
            break
        end
        total = (total or 0.0) * radix + digit
    end
    if not total then
        return 0 / 0
    end
    return sign == "-" and -total or total
end
