-- The remainder has the sign of the dividend.
local __TS__Mod = math.fmod
