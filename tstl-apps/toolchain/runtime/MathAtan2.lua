-- Two arguments: atan2 of LuaJIT and 5.2, atan of the others.
local __TS__MathAtan2 = math.atan2 or math.atan
