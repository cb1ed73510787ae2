local function __TS__MathImul(a, b)
    a, b = __TS__Uint32(a), __TS__Uint32(b)
    local low = a % 65536
    local high = (a - low) / 65536
    return __TS__Int32(high * b % 65536 * 65536 + low * b)
end
