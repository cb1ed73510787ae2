-- As many values as are asked for, or all of them, of what can be iterated; then it is closed.
local function __TS__Take(iterable, count)
    local list, taken = {}, 0
    if type(iterable) == "string" or not iterable[Symbol.iterator] then
        for _, value in __TS__Iterator(iterable) do
            if taken == count then
                break
            end
            taken = taken + 1
            list[taken] = value
        end
        return list
    end
    local iterator = iterable[Symbol.iterator](iterable)
    while taken ~= count do
        local result = iterator:next()
        if result.done then
            return list
        end
        taken = taken + 1
        list[taken] = result.value
    end
    if iterator["return"] then
        iterator["return"](iterator)
    end
    return list
end
