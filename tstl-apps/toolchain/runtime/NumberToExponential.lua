local function __TS__NumberToExponential(self, digits)
    if digits and (digits < 0 or digits > 75) then
        error(__TS__New(RangeError, "toExponential() argument must be between 0 and 75"), 0)
    elseif self - self ~= 0 then
        return __TS__NumberText(self)
    end
    local sign, x = self < 0 and "-" or "", math.abs(self)
    local text, exponent
    if x == 0 then
        text, exponent = string.rep("0", math.floor(digits or 0) + 1), 0
    elseif digits then
        text, exponent = __TS__NumberDigits(x, math.floor(digits) + 1)
    else
        -- As many digits as are needed.
        for count = 1, 17 do
            text, exponent = __TS__NumberDigits(x, count)
            if tonumber(string.sub(text, 1, 1) .. "." .. string.sub(text, 2) .. "0e" .. string.format("%d", exponent)) == x then
                break
            end
        end
    end
    local fraction = string.sub(text, 2)
    return sign .. string.sub(text, 1, 1) .. (fraction ~= "" and "." .. fraction or "") .. string.format("e%+d", exponent)
end
