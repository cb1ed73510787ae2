local function __TS__MathExpm1(x)
    local u = math.exp(x)
    if u == 1 or x ~= x then
        return x
    elseif u - 1 == -1 then
        return -1.0
    end
    return u == math.huge and u or (u - 1) * x / math.log(u)
end
