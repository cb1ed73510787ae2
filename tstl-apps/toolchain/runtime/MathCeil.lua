local __TS__MathCeil
do
    local ceil = math.ceil
    function __TS__MathCeil(x)
        local result = ceil(x) + 0.0
        return result == 0 and (x < 0 or 1 / x < 0) and -0.0 or result
    end
end
