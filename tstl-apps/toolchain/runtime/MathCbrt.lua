local function __TS__MathCbrt(x)
    if x == 0 or x - x ~= 0 then
        return x
    end
    local size = math.abs(x)
    local root = size ^ (1 / 3)
    root = root - (root * root * root - size) / (3 * root * root)
    return x < 0 and -root or root
end
