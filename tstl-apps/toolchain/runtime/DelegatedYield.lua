-- yield*: hands next, throw and return on to the iterator inside; answers what that one returns.
local __TS__DelegatedYield
do
    local yield, running = coroutine.yield, coroutine.running
    local THROW = 1
    local function iteratorOf(iterable)
        if type(iterable) == "table" and iterable[Symbol.iterator] then
            return iterable[Symbol.iterator](iterable)
        end
        local round, state, key = __TS__Iterator(iterable)
        return {next = function()
            local value
            key, value = round(state, key)
            return {value = value, done = key == nil}
        end}
    end
    local function close(iterator, ...)
        return iterator["return"] and iterator["return"](iterator, ...)
    end
    local function sendOn(iterator, sent, mode)
        if not mode then
            return iterator:next(sent)
        elseif mode ~= THROW then
            local result = close(iterator, sent)
            if result and not result.done then
                return result
            end
            __TS__Closing[running()] = result and result.value or not result and sent or nil
            error(__TS__Closing, 0)
        elseif iterator.throw then
            return iterator:throw(sent)
        end
        close(iterator)
        error("The iterator does not provide a 'throw' method", 2)
    end
    function __TS__DelegatedYield(iterable)
        local iterator = iteratorOf(iterable)
        local result = iterator:next()
        while not result.done do
            result = sendOn(iterator, yield(result.value))
        end
        return result.value
    end
end
