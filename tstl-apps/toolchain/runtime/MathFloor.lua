-- Lua's own floor loses the sign of -0.
local __TS__MathFloor
do
    local floor = math.floor
    function __TS__MathFloor(x)
        local result = floor(x) + 0.0
        return result == 0 and x * 0 or result
    end
end
