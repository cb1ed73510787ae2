local function __TS__MathMin(a, b, ...)
    if b == nil then
        return a or math.huge
    elseif a ~= a or b ~= b then
        return 0 / 0
    end
    local less = b
    if a < b or a == b and 1 / a < 0 then
        less = a
    end
    if ... == nil then
        return less
    end
    return __TS__MathMinOf({less, ...})
end
