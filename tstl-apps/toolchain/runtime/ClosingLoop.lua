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
    function __TS__OpenLoop(iterable)
        return round, {iterator = iterable[Symbol.iterator](iterable), done = true}
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
