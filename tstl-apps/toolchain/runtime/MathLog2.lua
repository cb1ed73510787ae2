-- Exact for powers of two on every VM.
local function __TS__MathLog2(x)
    if not (x > 0) or x == math.huge then
        return math.log(x)
    end
    return math.log(x, 2)
end
