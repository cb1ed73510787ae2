local function __TS__MathMax(a, b, ...)
    if b == nil then
        return a or -math.huge
    elseif a ~= a or b ~= b then
        return 0 / 0
    end
    local greater = b
    if a > b or a == b and 1 / a > 0 then
        greater = a
    end
    if ... == nil then
        return greater
    end
    return __TS__MathMaxOf({greater, ...})
end
