-- Times two chunks in turn: milliseconds of each, the median of some times, and what each printed (or the error that ended it).
local function loaded(text, lines)
    local globals = setmetatable({
        print = function(...)
            local values = {...}
            for i = 1, select("#", ...) do
                values[i] = tostring(values[i])
            end
            lines[#lines + 1] = table.concat(values, "\t")
        end
    }, {__index = _G})
    return assert(load(text, "=kernel", "t", globals))
end

local function timed(chunk)
    pcall(collectgarbage) -- Fengari has none: its garbage is JavaScript's.
    local startedAt = os.clock()
    local ok, raised = pcall(chunk)
    return (os.clock() - startedAt) * 1000, not ok and tostring(raised)
end

local function median(times)
    table.sort(times)
    return times[math.floor((#times + 1) / 2)]
end

local function measure(stock, ours, times)
    local sides = {{text = stock}, {text = ours}}
    for _, side in ipairs(sides) do
        side.times, side.lines = {}, {}
        side.chunk = loaded(side.text, side.lines)
    end
    for round = 1, times do
        for _, side in ipairs(sides) do
            for i = #side.lines, 1, -1 do
                side.lines[i] = nil
            end
            side.times[round], side.raised = timed(side.chunk)
        end
    end
    local told = {}
    for i, side in ipairs(sides) do
        told[i] = median(side.times) .. "\t" .. (side.raised or table.concat(side.lines, " "))
    end
    return table.concat(told, "\n")
end

local function textOf(path)
    local file = assert(io.open(path))
    local text = file:read("*a")
    file:close()
    return text
end

if arg then
    io.write(measure(textOf(arg[1]), textOf(arg[2]), tonumber(arg[3])))
end
return measure
