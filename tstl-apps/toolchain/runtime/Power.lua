local function __TS__Power(base, exponent)
    if (base == 1 or base == -1) and (exponent ~= exponent or exponent - exponent ~= 0) then
        return 0 / 0
    end
    return base ^ exponent
end
