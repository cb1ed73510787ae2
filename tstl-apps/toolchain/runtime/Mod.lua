-- The remainder has the sign of the dividend. C's fmod is exact and takes long. `a - floor(a / b) * b` is exact, too, where
-- b is whole, a is positive and both are below 2 ^ 52: ModBy is for such a b.
local __TS__Mod, __TS__ModBy = math.fmod, math.fmod
local make
if (math.maxinteger or 0) > 2 ^ 53 then
    -- Of whole numbers of 64 bits, as of a linear congruential generator, Lua's operator is exact.
    make = load([[local fmod = ... local function mod(a, b)
        if a > 0 and a < 0x1p52 and b >= 1 and b < 0x1p52 and b // 1 == b then return a - a // b * b end
        if a >= 1 and a < 0x1p63 and b >= 1 and b < 0x1p63 and a // 1 == a and b // 1 == b then return (a | 0) % (b | 0) + 0.0 end
        return fmod(a, b)
    end
    return mod, function(a, b)
        if a > 0 and a < 0x1p52 then return a - a // b * b end
        return mod(a, b)
    end]])
elseif not math.maxinteger then
    -- LuaJIT's operator is that formula. By a power of two it is exact for every a.
    make = load([[local fmod = ... local frexp = math.frexp local function mod(a, b)
        if a > 0 and a < 0x1p52 and b >= 1 and b < 0x1p52 and b % 1 == 0 then return a % b end
        if a > 0 and b >= 1 and frexp(b) == 0.5 then return a % b end
        return fmod(a, b)
    end
    return mod, function(a, b)
        if a > 0 and a < 0x1p52 then return a % b end
        return mod(a, b)
    end]])
end
if make then
    __TS__Mod, __TS__ModBy = make(math.fmod)
end
