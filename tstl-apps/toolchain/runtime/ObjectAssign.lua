local function __TS__ObjectAssign(target, ...)
    local sources = {...}
    for i = 1, select("#", ...) do
        local source = sources[i]
        local keys = __TS__Keys(source)
        for j = 1, #keys do
            local key = keys[j]
            if type(key) == "number" then
                -- The index of a list.
                target[__TS__KeyText[key]] = source[key + 1]
            else
                target[key] = source[key]
            end
        end
    end
    return target
end
