local function __TS__ArrayReduceRight(self, step, ...)
    local from, total = #self, (...)
    if select("#", ...) == 0 then
        if #self == 0 then
            error(__TS__New(TypeError, "Reduce of empty array with no initial value"), 0)
        end
        from, total = #self - 1, self[#self]
    end
    for i = from, 1, -1 do
        total = step(nil, total, self[i], i - 1.0, self)
    end
    return total
end
