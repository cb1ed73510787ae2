local function __TS__ArrayReduce(self, step, ...)
    local from, total = 1, (...)
    if select("#", ...) == 0 then
        if #self == 0 then
            error(__TS__New(TypeError, "Reduce of empty array with no initial value"), 0)
        end
        from, total = 2, self[1]
    end
    for i = from, #self do
        local item = self[i]
        if item == nil then
            break
        end
        total = step(nil, total, item, i - 1.0, self)
    end
    return total
end
