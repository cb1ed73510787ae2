-- What Lua itself raises is text with a place before it: the error object that it stands for.
local __TS__AsError
do
    local find, gsub, match = string.find, string.gsub, string.match
    local function isOverflow(raised)
        return find(raised, "stack overflow", 1, true) or raised == "error in error handling"
    end
    local function placeOf(raised)
        return "stack traceback:\n\t" .. (match(raised, "^[^\n]-:%d+:") or "?:") .. " in ?"
    end
    local function traceOf(raised, thread)
        local trace = thread and debug.traceback(thread) or debug.traceback("", 3)
        -- LuaJIT keeps no frames of a coroutine that has failed.
        return find(trace, ":%d+: in ") and trace or placeOf(raised)
    end
    -- The library's variables have short names that tell nobody anything.
    local function worded(message, line)
        if tonumber(line) <= __TS__LibraryLines then
            message = gsub(gsub(message, " %(%l+ '%w%w?'%)$", ""), "%l+ '%w%w?' %((.*)%)$", "%1")
        end
        return (gsub(message, "a nil value", "undefined"))
    end
    function __TS__AsError(raised, thread)
        if type(raised) ~= "string" then
            return raised
        end
        local line, message = match(raised, "^program:(%d+): (.*)$")
        if not line then
            line, message = match(raised, '^%[string "program"%]:(%d+): (.*)$')
        end
        local made
        if isOverflow(message or raised) then
            -- Without its constructor: a traceback of a million frames takes a second.
            made = setmetatable(
                {message = "Maximum call stack size exceeded", stack = placeOf(raised)},
                RangeError.prototype
            )
        elseif message then
            made = __TS__New(TypeError, worded(message, line))
            made.stack = traceOf(raised, thread)
        else
            return raised
        end
        return made
    end
end
