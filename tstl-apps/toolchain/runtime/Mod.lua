-- The remainder has the sign of the dividend.
local __TS__Mod = math.fmod
-- C's fmod takes long for a large dividend, as of a linear congruential generator; whole numbers of 64 bits do not.
if (math.maxinteger or 0) > 2 ^ 53 then
    __TS__Mod = load([[local fmod = ... return function(a, b)
        if a >= 1 and a < 0x1p63 and b >= 1 and b < 0x1p63 and a // 1 == a and b // 1 == b then return (a | 0) % (b | 0) + 0.0 end
        return fmod(a, b)
    end]])(math.fmod)
end
