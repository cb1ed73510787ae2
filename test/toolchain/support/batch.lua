-- Answers a function that runs one program in globals of its own and tells what it printed:
-- its lines, and "\1" message "\1" stack after them where an error ended it.
local native, budget = ...

local function copyOf(from)
    local copy = {}
    for key, value in pairs(from) do
        copy[key] = value
    end
    return copy
end

local function globals(print)
    local own = {}
    for name, value in pairs(_G) do
        own[name] = type(value) == "table" and value ~= _G and copyOf(value) or value
    end
    own._G = own
    own.print = print
    return own
end

local function printer(lines)
    return function(...)
        local values = {...}
        for i = 1, select("#", ...) do
            values[i] = tostring(values[i])
        end
        lines[#lines + 1] = table.concat(values, "\t")
    end
end

local function described(raised)
    if type(raised) == "table" then
        return {message = tostring(raised.name) .. ": " .. tostring(raised.message), stack = tostring(raised.stack)}
    end
    return {message = tostring(raised), stack = debug.traceback("", 2)}
end

-- A program that does not end is stopped, whatever it catches.
local function stop()
    debug.sethook(stop, "", 1)
    error("the program takes too long", 2)
end

return function(source)
    local lines = {}
    local own = globals(printer(lines))
    load(native, "=native", "t", own)()
    local chunk, refusal = load(source, "=program", "t", own)
    if not chunk then
        return "\1" .. refusal .. "\1"
    end
    debug.sethook(stop, "", budget)
    local ok, raised = xpcall(chunk, described)
    debug.sethook()
    lines[#lines + 1] = ok and "" or "\1" .. raised.message .. "\1" .. raised.stack
    return table.concat(lines, "\n")
end
