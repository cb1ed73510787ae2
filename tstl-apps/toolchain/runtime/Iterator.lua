-- What for … of goes over, as the three values of Lua's own for.
local __TS__Iterator
do
    local byte, sub = string.byte, string.sub
    local function round(iterator)
        local result = iterator:next()
        if not result.done then
            return true, result.value
        end
    end
    -- Character by character, where UTF-8 has several bytes for one.
    local function textRound(text, index)
        index = index + 1
        local first = byte(text, index)
        if not first then
            return nil
        elseif first < 192 then
            return index, sub(text, index, index)
        end
        local last = first >= 240 and index + 3 or first >= 224 and index + 2 or index + 1
        return last, sub(text, index, last)
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
