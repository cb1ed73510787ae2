-- What it raises ends the program: nobody can catch it.
local function __TS__QueueMicrotask(action)
    __TS__Promise.resolve(nil):addCallbacks(function() action(nil) end)
end
