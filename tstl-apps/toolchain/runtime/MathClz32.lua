local function __TS__MathClz32(x)
    x = __TS__Uint32(x)
    local zeros = 32.0
    while x >= 1 do
        x = x / 2
        zeros = zeros - 1
    end
    return zeros
end
