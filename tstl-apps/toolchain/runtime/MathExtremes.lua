-- The greatest and the least of a list. NaN is both; -0 is less than 0.
local __TS__MathMaxOf, __TS__MathMinOf
do
    local function extreme(list, best, sign)
        for i = 1, #list do
            local value = list[i]
            if value ~= value then
                return value
            elseif value * sign > best * sign or value == best and value == 0 and 1 / value * sign > 0 then
                best = value
            end
        end
        return best
    end
    function __TS__MathMaxOf(list)
        return extreme(list, -math.huge, 1)
    end
    function __TS__MathMinOf(list)
        return extreme(list, math.huge, -1)
    end
end
