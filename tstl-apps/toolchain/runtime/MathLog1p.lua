local function __TS__MathLog1p(x)
    local u = 1 + x
    if u == 1 or x == math.huge then
        return x
    end
    return math.log(u) * x / (u - 1)
end
