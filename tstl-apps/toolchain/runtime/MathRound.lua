local __TS__MathRound
do
    local floor = math.floor
    function __TS__MathRound(x)
        local result = floor(x) + 0.0
        if x - result >= 0.5 then
            result = result + 1
        end
        return result == 0 and (x < 0 or 1 / x < 0) and -0.0 or result
    end
end
