-- Async generators: one coroutine that awaits and yields. Calls of next, throw and return wait in line.
local __TS__AsyncGenerator, __TS__AsyncYield, __TS__AsyncDelegatedYield
do
    local create, resume, status, yield, running = coroutine.create, coroutine.resume, coroutine.status, coroutine.yield, coroutine.running
    local NEXT, THROW, RETURN = 0, 1, 2
    -- First of what a body yields where it does not await.
    local YIELD = {}
    local generator = {}
    generator.__index = generator
    local serve
    local function settle(self, ok, value, done)
        local request = self.____line[self.____first]
        self.____line[self.____first] = nil
        self.____first = self.____first + 1
        if ok then
            request.resolve({value = value, done = done})
        else
            request.reject(value)
        end
    end
    local function resumed(self, ok, first, value)
        if ok and status(self.____coroutine) ~= "dead" and first ~= YIELD then
            __TS__Promise.resolve(first):addCallbacks(
                function(_, result) resumed(self, resume(self.____coroutine, true, result)) end,
                function(_, reason) resumed(self, resume(self.____coroutine, false, reason)) end
            )
            return
        end
        self.____busy = false
        if ok and first == YIELD then
            settle(self, true, value, false)
        else
            self.____ended = true
            local closed = not ok and first == __TS__Closing
            settle(self, ok or closed, closed and __TS__Closing[self.____coroutine] or first, true)
        end
        serve(self)
    end
    -- A return of a generator that has ended, or not begun, still waits for its value.
    local function finish(self, value)
        self.____ended, self.____busy = true, true
        local function after(ok, result)
            self.____busy = false
            settle(self, ok, result, true)
            serve(self)
        end
        __TS__Promise.resolve(value):addCallbacks(
            function(_, result) after(true, result) end,
            function(_, reason) after(false, reason) end
        )
    end
    function serve(self)
        while not self.____busy and self.____line[self.____first] do
            local request = self.____line[self.____first]
            local fresh = not self.____started
            if request.mode == RETURN and (fresh or self.____ended) then
                finish(self, request.value)
            elseif request.mode == THROW and (fresh or self.____ended) then
                self.____ended = true
                settle(self, false, request.value)
            elseif self.____ended then
                settle(self, true, nil, true)
            else
                self.____busy, self.____started = true, true
                resumed(self, resume(self.____coroutine, request.mode, request.value))
            end
        end
    end
    local function enqueue(self, mode, value)
        return __TS__New(__TS__Promise, function(_, resolve, reject)
            self.____last = self.____last + 1
            self.____line[self.____last] = {
                mode = mode,
                value = value,
                resolve = function(result) resolve(nil, result) end,
                reject = function(reason) reject(nil, reason) end
            }
            serve(self)
        end)
    end
    function generator.next(self, value)
        return enqueue(self, NEXT, value)
    end
    function generator.throw(self, reason)
        return enqueue(self, THROW, reason)
    end
    generator["return"] = function(self, value)
        return enqueue(self, RETURN, value)
    end
    generator[Symbol.asyncIterator] = function(self)
        return self
    end
    function __TS__AsyncGenerator(body)
        return function(...)
            local count, params = select("#", ...), {...}
            local thread = create(function() return body(__TS__Unpack(params, 1, count)) end)
            __TS__Awaiting[thread] = true
            return setmetatable({____coroutine = thread, ____line = {}, ____first = 1, ____last = 0}, generator)
        end
    end
    local function received(mode, value)
        if mode == THROW then
            error(value, 0)
        elseif mode == RETURN then
            __TS__Closing[running()] = __TS__Await(value)
            error(__TS__Closing, 0)
        end
        return value
    end
    function __TS__AsyncYield(value)
        return received(yield(YIELD, __TS__Await(value)))
    end
    local function sendOn(iterator, mode, sent)
        if mode == NEXT then
            return __TS__Await(iterator:next(sent))
        elseif mode == RETURN then
            local close = iterator["return"]
            if not close then
                return received(mode, sent)
            end
            local result = __TS__Await(close(iterator, sent))
            if result.done then
                __TS__Closing[running()] = result.value
                error(__TS__Closing, 0)
            end
            return result
        elseif iterator.throw then
            return __TS__Await(iterator:throw(sent))
        elseif iterator["return"] then
            __TS__Await(iterator["return"](iterator))
        end
        error("The iterator does not provide a 'throw' method", 2)
    end
    function __TS__AsyncDelegatedYield(iterable)
        local iterator = __TS__AsyncIterator(iterable)
        local result = __TS__Await(iterator:next())
        while not result.done do
            result = sendOn(iterator, yield(YIELD, result.value))
        end
        return result.value
    end
end
