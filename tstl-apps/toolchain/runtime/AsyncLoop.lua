-- for await … of: over async iterables, and over the awaited values of others.
local __TS__AsyncIterator, __TS__OpenAsyncLoop, __TS__CloseAsyncLoop
do
    local function waited(iterator, name)
        local method = iterator[name]
        return method and function(_, sent)
            local ok, result = __TS__Try(function() return method(iterator, sent) end)
            if not ok then
                return __TS__Promise.reject(result)
            end
            local promise = __TS__Promise.resolve(result.value)
            return promise["then"](promise, function(_, value) return {value = value, done = result.done} end)
        end
    end
    local function syncIterator(iterable)
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
    function __TS__AsyncIterator(iterable)
        if type(iterable) == "table" and iterable[Symbol.asyncIterator] then
            return iterable[Symbol.asyncIterator](iterable)
        end
        local inner = syncIterator(iterable)
        return {next = waited(inner, "next"), throw = waited(inner, "throw"), ["return"] = waited(inner, "return")}
    end
    local function round(loop)
        loop.done = true
        local result = __TS__Await(loop.iterator:next())
        if not result.done then
            loop.done = false
            return true, result.value
        end
    end
    function __TS__OpenAsyncLoop(iterable)
        return round, {iterator = __TS__AsyncIterator(iterable), done = true}
    end
    -- After the loop; raises again what was thrown in it.
    function __TS__CloseAsyncLoop(loop, ok, thrown)
        local close = not loop.done and loop.iterator["return"]
        if close and (ok or thrown == __TS__Closing) then
            __TS__Await(close(loop.iterator))
        elseif close then
            __TS__Try(function() __TS__Await(close(loop.iterator)) end)
        end
        if not ok then
            error(thrown, 0)
        end
    end
end
