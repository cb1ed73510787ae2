-- Generators as coroutines. A resume carries what next, throw or return hand in, and which of them it was.
local __TS__Generator, __TS__Yield, __TS__Closing
do
    local create, resume, status, yield = coroutine.create, coroutine.resume, coroutine.status, coroutine.yield
    local THROW, RETURN = 1, 2
    -- Raised where a generator stands when it is closed: runs the finally blocks, and no catch. What is to be
    -- returned then stands in it, by coroutine.
    __TS__Closing = setmetatable({}, {__mode = "k"})
    local ended = create(function() end)
    resume(ended)
    local generator = {}
    generator.__index = generator
    local function step(self, value, mode)
        local thread = self.____coroutine
        local state = status(thread)
        if state == "dead" or mode and not self.____started then
            self.____coroutine = ended
            if mode == THROW then
                error(value, 0)
            end
            return {value = mode and value, done = true}
        elseif state ~= "suspended" then
            error("Generator is already running", 2)
        end
        self.____started = true
        if mode == RETURN then
            __TS__Closing[thread] = value
        end
        local ok, result = resume(thread, value, mode)
        if ok then
            return {value = result, done = status(thread) == "dead"}
        elseif result == __TS__Closing then
            return {value = __TS__Closing[thread], done = true}
        end
        error(result, 0)
    end
    function generator.next(self, value)
        return step(self, value)
    end
    function generator.throw(self, reason)
        return step(self, reason, THROW)
    end
    generator["return"] = function(self, value)
        return step(self, value, RETURN)
    end
    generator[Symbol.iterator] = function(self)
        return self
    end
    -- The round of a for … of, without a table for its result.
    function generator.____round(self)
        local thread = self.____coroutine
        if status(thread) ~= "suspended" then
            return not step(self).done or nil
        end
        self.____started = true
        local ok, value = resume(thread)
        if not ok then
            error(value, 0)
        elseif status(thread) ~= "dead" then
            return true, value
        end
    end
    function __TS__Generator(body)
        return function(...)
            local count, params = select("#", ...), {...}
            local thread = create(function() return body(__TS__Unpack(params, 1, count)) end)
            return setmetatable({____coroutine = thread}, generator)
        end
    end
    function __TS__Yield(value)
        local sent, mode = yield(value)
        if mode then
            error(mode == THROW and sent or __TS__Closing, 0)
        end
        return sent
    end
end
