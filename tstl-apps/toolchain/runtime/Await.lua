-- async functions as coroutines that yield what they await.
local __TS__AsyncAwaiter, __TS__Await, __TS__Awaiting
do
    local create, resume, status, yield, running = coroutine.create, coroutine.resume, coroutine.status, coroutine.yield, coroutine.running
    -- The coroutines in which an await yields.
    __TS__Awaiting = setmetatable({}, {__mode = "k"})
    function __TS__AsyncAwaiter(body)
        return __TS__New(__TS__Promise, function(_, resolve, reject)
            local thread = create(body)
            __TS__Awaiting[thread] = true
            local step
            local function after(ok, result)
                if not ok then
                    reject(nil, __TS__AsError(result, thread))
                elseif status(thread) == "dead" then
                    resolve(nil, nil)
                else
                    __TS__Promise.resolve(result):addCallbacks(
                        function(_, value) step(true, value) end,
                        function(_, reason) step(false, reason) end
                    )
                end
            end
            function step(ok, value)
                after(resume(thread, ok, value))
            end
            after(resume(thread, function(_, value) resolve(nil, value) end))
        end)
    end
    function __TS__Await(thing)
        local ok, value
        local thread = running()
        if thread and __TS__Awaiting[thread] then
            ok, value = yield(thing)
        else
            -- At the top level of a module: everything else goes on until it is settled.
            local promise = __TS__Promise.resolve(thing)
            promise:addCallbacks(
                function(_, result) ok, value = true, result end,
                function(_, reason) ok, value = false, reason end
            )
            __TS__RunMicrotasks(function() return ok ~= nil end)
            if ok == nil then
                error("a promise is awaited that nothing will settle", 0)
            end
        end
        if not ok then
            error(value, 0)
        end
        return value
    end
end
