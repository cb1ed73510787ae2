local function __TS__NumberToPrecision(self, precision)
    if precision == nil or self - self ~= 0 then
        return __TS__NumberText(self)
    elseif precision < 1 or precision > 75 then
        error(__TS__New(RangeError, "toPrecision() argument must be between 1 and 75"), 0)
    end
    local count = math.floor(precision)
    local sign, x = self < 0 and "-" or "", math.abs(self)
    local digits, exponent = string.rep("0", count), 0
    if x ~= 0 then
        digits, exponent = __TS__NumberDigits(x, count)
    end
    if exponent < -6 or exponent >= count then
        local fraction = string.sub(digits, 2)
        return sign .. string.sub(digits, 1, 1) .. (fraction ~= "" and "." .. fraction or "") .. string.format("e%+d", exponent)
    elseif exponent < 0 then
        return sign .. "0." .. string.rep("0", -exponent - 1) .. digits
    end
    local fraction = string.sub(digits, exponent + 2)
    return sign .. string.sub(digits, 1, exponent + 1) .. (fraction ~= "" and "." .. fraction or "")
end
