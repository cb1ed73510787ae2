-- What for … of goes over, as the three values of Lua's own for.
local __TS__Iterator
do
    local sub = string.sub
    local function round(iterator)
        local result = iterator:next()
        if not result.done then
            return true, result.value
        end
    end
    local function textRound(text, index)
        index = index + 1
        if index <= #text then
            return index, sub(text, index, index)
        end
    end
    function __TS__Iterator(iterable)
        if type(iterable) == "string" then
            return textRound, iterable, 0
        end
        local open = iterable[Symbol.iterator]
        if not open then
            return ipairs(iterable)
        end
        local iterator = open(iterable)
        return iterator.____round or round, iterator
    end
end
