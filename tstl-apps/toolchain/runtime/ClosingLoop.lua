-- for … of over what wants to know when a loop ends early: its iterator's return is called then.
local __TS__OpenLoop, __TS__CloseLoop
do
    local function round(loop)
        loop.done = true
        local result = loop.iterator:next()
        if not result.done then
            loop.done = false
            return true, result.value
        end
    end
    -- Of an array or a text, which have no methods of their own.
    local function iteratorOf(items, itemAt)
        local at = 0
        return {next = function()
            at = at + 1
            if at > #items then
                return {done = true}
            end
            return {value = itemAt(items, at), done = false}
        end}
    end
    local function textAt(text, at)
        return string.sub(text, at, at)
    end
    function __TS__OpenLoop(iterable)
        local iterator
        if type(iterable) == "string" then
            iterator = iteratorOf(iterable, textAt)
        elseif iterable[Symbol.iterator] then
            iterator = iterable[Symbol.iterator](iterable)
        else
            iterator = iteratorOf(iterable, rawget)
        end
        return round, {iterator = iterator, done = true}
    end
    -- After the loop; raises again what was thrown in it.
    function __TS__CloseLoop(loop, ok, thrown)
        local close = not loop.done and loop.iterator["return"]
        if close and (ok or thrown == __TS__Closing) then
            close(loop.iterator)
        elseif close then
            pcall(close, loop.iterator)
        end
        if not ok then
            error(thrown, 0)
        end
    end
end
