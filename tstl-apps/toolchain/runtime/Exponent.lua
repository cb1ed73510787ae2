-- The e of 2^e <= x < 2^(e+1), for x > 0; never below that of the smallest normal number.
local function __TS__Exponent(x)
    local e = math.floor(math.log(x) / 0.6931471805599453)
    if e < -1022 then
        return -1022
    elseif 2.0 ^ e > x then
        return e - 1
    end
    return 2.0 ^ (e + 1) <= x and e + 1 or e
end
