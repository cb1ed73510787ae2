-- V8's digits for any radix.
local __TS__NumberToString
do
    local floor = math.floor
    local digitsOf = "0123456789abcdefghijklmnopqrstuvwxyz"
    local function char(digit)
        return string.sub(digitsOf, digit + 1, digit + 1)
    end
    -- Adds one to the last digit; the carry that is left over.
    local function roundUp(digits, radix)
        while #digits > 0 do
            local digit = table.remove(digits)
            if digit + 1 < radix then
                digits[#digits + 1] = digit + 1
                return 0
            end
        end
        return 1
    end
    local function fractionDigits(fraction, delta, radix)
        local digits, carry = {}, 0
        while fraction >= delta do
            fraction = fraction * radix
            delta = delta * radix
            local digit = floor(fraction)
            digits[#digits + 1] = digit
            fraction = fraction - digit
            if (fraction > 0.5 or fraction == 0.5 and digit % 2 == 1) and fraction + delta > 1 then
                carry = roundUp(digits, radix)
                break
            end
        end
        return digits, carry
    end
    function __TS__NumberToString(self, radix)
        radix = radix == nil and 10 or floor(radix)
        if radix < 2 or radix > 36 then
            error(__TS__New(RangeError, "toString() radix must be between 2 and 36"), 0)
        elseif radix == 10 or self - self ~= 0 or self == 0 then
            return __TS__NumberText(self)
        end
        local x = math.abs(self)
        local fraction = x % 1
        local integer = x - fraction
        local delta = 0.5 * 2.0 ^ (__TS__Exponent(x) - 52)
        local digits, carry = fractionDigits(fraction, delta > 0 and delta or 5e-324, radix)
        integer = integer + carry
        local text = ""
        while integer >= 9007199254740992.0 do
            integer = integer / radix
            text = "0" .. text
        end
        repeat
            local digit = integer % radix
            text = char(floor(digit)) .. text
            integer = (integer - digit) / radix
        until integer <= 0
        if #digits > 0 then
            text = text .. "."
            for i = 1, #digits do
                text = text .. char(digits[i])
            end
        end
        return self < 0 and "-" .. text or text
    end
end
