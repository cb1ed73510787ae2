-- Digits of the exact value; a tie goes away from zero.
local function __TS__NumberToFixed(self, digits)
    digits = math.floor(digits or 0)
    if digits < 0 or digits > 99 then
        error(__TS__New(RangeError, "toFixed() digits argument must be between 0 and 99"), 0)
    elseif self ~= self or self >= 1e21 or self <= -1e21 then
        return __TS__NumberText(self)
    end
    local x = math.abs(self)
    local text = string.format("%." .. string.format("%d", digits) .. "f", x)
    if x * 2.0 ^ (digits + 1) % 2 == 1 then
        -- Exactly between two: C would take the even one.
        local longer = string.format("%." .. string.format("%d", digits + 1) .. "f", x)
        if string.sub(longer, -1) == "5" then
            local carry, result = 1, ""
            for i = #longer - 1, 1, -1 do
                local c = string.sub(longer, i, i)
                if c ~= "." then
                    local digit = tonumber(c) + carry
                    carry = digit > 9 and 1 or 0
                    c = string.format("%d", digit % 10)
                end
                result = c .. result
            end
            text = string.gsub(carry == 1 and "1" .. result or result, "%.$", "")
        end
    end
    return self < 0 and "-" .. text or text
end
