local function __TS__MathFround(x)
    if x == 0 or x - x ~= 0 then
        return x
    end
    local e = __TS__Exponent(math.abs(x))
    local unit = 2.0 ^ ((e < -126 and -126 or e) - 23)
    -- Adding 1.5 * 2^52 leaves no room for a fraction: the sum is rounded to the nearest, ties to even.
    local result = (x / unit + 6755399441055744.0 - 6755399441055744.0) * unit
    if math.abs(result) >= 2.0 ^ 128 then
        return x > 0 and math.huge or -math.huge
    end
    return result == 0 and x < 0 and -0.0 or result
end
