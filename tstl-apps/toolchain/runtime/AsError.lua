-- What Lua itself raises is text: the error object that it stands for.
local function __TS__AsError(raised, thread)
    if type(raised) ~= "string" then
        return raised
    end
    local message = string.gsub(string.match(raised, "^[^:\n]*:%d+: (.*)$") or raised, "a nil value", "undefined")
    local class = TypeError
    if string.find(message, "stack overflow", 1, true) then
        class, message = RangeError, "Maximum call stack size exceeded"
    end
    local made = __TS__New(class, message)
    local trace = thread and debug.traceback(thread) or debug.traceback("", 2)
    if not string.find(trace, ":%d+: in ") then
        -- LuaJIT keeps no frames of a coroutine that has failed.
        trace = "stack traceback:\n\t" .. (string.match(raised, "^[^:\n]*:%d+:") or "?:") .. " in ?"
    end
    made.stack = trace
    return made
end
