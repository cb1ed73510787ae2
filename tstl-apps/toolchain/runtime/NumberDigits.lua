-- The first digits of a positive number, a tie rounded away from zero, and the exponent of the first.
local function __TS__NumberDigits(x, count)
    local mantissa, exponent = string.match(string.format("%." .. string.format("%d", count + 24) .. "e", x), "^(.*)e(.*)$")
    local digits = string.gsub(mantissa, "%.", "")
    local result, carry = "", string.byte(digits, count + 1) >= 53 and 1 or 0
    for i = count, 1, -1 do
        local digit = string.byte(digits, i) - 48 + carry
        carry = digit > 9 and 1 or 0
        result = string.format("%d", digit % 10) .. result
    end
    exponent = tonumber(exponent)
    if carry == 1 then
        return "1" .. string.sub(result, 1, -2), exponent + 1
    end
    return result, exponent
end
