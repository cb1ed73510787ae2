local __TS__MathTrunc
do
    local floor, ceil = math.floor, math.ceil
    function __TS__MathTrunc(x)
        if x > 0 then
            return floor(x) + 0.0
        end
        local result = ceil(x) + 0.0
        return result == 0 and (x < 0 or 1 / x < 0) and -0.0 or result
    end
end
