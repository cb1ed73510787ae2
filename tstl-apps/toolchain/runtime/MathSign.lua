local function __TS__MathSign(x)
    if x > 0 then
        return 1.0
    end
    return x < 0 and -1.0 or x
end
