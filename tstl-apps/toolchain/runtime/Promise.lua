-- Promises as the standard has them: every reaction runs later, from one queue, in order.
local __TS__Promise, __TS__RunMicrotasks
do
    local queue, first, last = {}, 1, 0
    local unhandled = {}
    local function later(job, a, b, c)
        last = last + 1
        queue[last] = {job, a, b, c}
    end
    local function isPromise(value)
        return type(value) == "table" and getmetatable(value) == __TS__Promise.prototype
    end
    local function settle(promise, state, value)
        promise.state = state
        if state == 1 then
            promise.value = value
        else
            promise.rejectionReason = value
            if not promise.handled then
                unhandled[#unhandled + 1] = promise
            end
        end
        local reactions = promise.reactions
        promise.reactions = nil
        for i = 1, #reactions do
            later(reactions[i][state], value)
        end
    end
    local function react(promise, fulfilled, rejected)
        promise.handled = true
        if promise.state == 0 then
            promise.reactions[#promise.reactions + 1] = {fulfilled, rejected}
        else
            later(promise.state == 1 and fulfilled or rejected, promise.state == 1 and promise.value or promise.state == 2 and promise.rejectionReason or nil)
        end
    end
    local resolvers
    local function resolve(promise, value)
        if value == promise then
            settle(promise, 2, __TS__New(TypeError, "Chaining cycle detected for promise #<Promise>"))
        elseif isPromise(value) then
            later(function()
                local onResolve, onReject = resolvers(promise)
                react(value, onResolve, onReject)
            end)
        elseif type(value) == "table" and type(value["then"]) == "function" then
            later(function()
                local onResolve, onReject = resolvers(promise)
                local ok, raised = __TS__Try(function()
                    value["then"](value, function(_, v) onResolve(v) end, function(_, e) onReject(e) end)
                end)
                if not ok then
                    onReject(raised)
                end
            end)
        else
            settle(promise, 1, value)
        end
    end
    function resolvers(promise)
        local done = false
        return function(value)
            if not done then
                done = true
                resolve(promise, value)
            end
        end, function(reason)
            if not done then
                done = true
                settle(promise, 2, reason)
            end
        end
    end
    __TS__Promise = __TS__Class()
    __TS__Promise.name = "Promise"
    function __TS__Promise.prototype.____constructor(self, executor)
        self.state = 0
        self.reactions = {}
        if executor then
            local onResolve, onReject = resolvers(self)
            local ok, raised = __TS__Try(function()
                executor(nil, function(_, value) onResolve(value) end, function(_, reason) onReject(reason) end)
            end)
            if not ok then
                onReject(raised)
            end
        end
    end
    function __TS__Promise.resolve(value)
        if isPromise(value) then
            return value
        end
        local promise = __TS__New(__TS__Promise)
        resolve(promise, value)
        return promise
    end
    function __TS__Promise.reject(reason)
        local promise = __TS__New(__TS__Promise)
        settle(promise, 2, reason)
        return promise
    end
    local function handler(action, onResolve, onReject, default)
        if not action then
            return default
        end
        return function(value)
            local ok, result = __TS__Try(function() return action(nil, value) end)
            if ok then
                onResolve(result)
            else
                onReject(result)
            end
        end
    end
    __TS__Promise.prototype["then"] = function(self, onFulfilled, onRejected)
        local promise = __TS__New(__TS__Promise)
        local onResolve, onReject = resolvers(promise)
        react(
            self,
            handler(onFulfilled, onResolve, onReject, onResolve),
            handler(onRejected, onResolve, onReject, onReject)
        )
        return promise
    end
    -- For the compiler's own code: reactions without a promise of their own.
    function __TS__Promise.prototype.toString()
        return "[object Promise]"
    end
    function __TS__Promise.prototype.addCallbacks(self, fulfilled, rejected)
        react(self, function(value) fulfilled(nil, value) end, function(reason) rejected(nil, reason) end)
    end
    function __TS__Promise.prototype.catch(self, onRejected)
        return self["then"](self, nil, onRejected)
    end
    function __TS__Promise.prototype.finally(self, action)
        return self["then"](
            self,
            function(_, value)
                local waited = __TS__Promise.resolve(action(nil))
                return waited["then"](waited, function() return value end)
            end,
            function(_, reason)
                local waited = __TS__Promise.resolve(action(nil))
                return waited["then"](waited, function() error(reason, 0) end)
            end
        )
    end
    -- Runs what waits, and what that makes wait, until nothing does or `done` says so.
    function __TS__RunMicrotasks(done)
        while first <= last and not (done and done()) do
            local job = queue[first]
            queue[first] = nil
            first = first + 1
            job[1](job[2], job[3], job[4])
        end
        for i = 1, done and 0 or #unhandled do
            local promise = unhandled[i]
            if not promise.handled then
                error(promise.rejectionReason, 0)
            end
        end
    end
end
