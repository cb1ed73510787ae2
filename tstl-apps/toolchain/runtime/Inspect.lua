-- A value as Node.js shows it in console.log. Keys come sorted: Lua tables do not keep their order.
local __TS__Inspect
do
    local rep, floor, min, max, sqrt = string.rep, math.floor, math.min, math.max, math.sqrt
    local inspect
    local function quoted(text)
        local quote = "'"
        if string.find(text, "'", 1, true) then
            quote = not string.find(text, '"', 1, true) and '"' or "`"
            if quote == "`" and string.find(text, "`", 1, true) then
                quote = "'"
            end
        end
        text = string.gsub(text, "[%c\\]", function(c)
            local named = ({["\n"] = "\\n", ["\t"] = "\\t", ["\r"] = "\\r", ["\b"] = "\\b", ["\f"] = "\\f", ["\v"] = "\\v", ["\\"] = "\\\\"})[c]
            return named or string.format("\\x%02X", string.byte(c))
        end)
        if quote == "'" then
            text = string.gsub(text, "'", "\\'")
        end
        return quote .. text .. quote
    end
    -- Lists of more than six entries stand in columns.
    local function grouped(output, list, level)
        local total, longest, lengths = 0, 0, {}
        -- The hundred and first says how many more there are.
        local count = min(#output, 100)
        for i = 1, count do
            lengths[i] = #output[i]
            total = total + lengths[i] + 2
            longest = max(longest, lengths[i])
        end
        local widest = longest + 2
        if widest * 3 + level >= 80 or not (total / widest > 5 or longest <= 6) then
            return output
        end
        local biased = max(widest - 3 - sqrt(widest - total / #output), 1)
        local columns = min(floor(sqrt(2.5 * biased * count) / biased + 0.5), floor((80 - level) / widest), 12, 15)
        if columns <= 1 then
            return output
        end
        local widths, numeric = {}, true
        for i = 1, columns do
            local width = 0
            for j = i, count, columns do
                width = max(width, lengths[j])
            end
            widths[i] = width + 2
        end
        for i = 1, count do
            numeric = numeric and type(list[i]) == "number"
        end
        local lines = {}
        for i = 1, count, columns do
            local last = min(i + columns - 1, count)
            local line = ""
            for j = i, last - 1 do
                local padding = rep(" ", widths[j - i + 1] - lengths[j] - 2)
                line = line .. (numeric and padding .. output[j] .. ", " or output[j] .. ", " .. padding)
            end
            local padding = numeric and rep(" ", widths[last - i + 1] - 2 - lengths[last]) or ""
            lines[#lines + 1] = line .. padding .. output[last]
        end
        lines[#lines + 1] = output[101]
        return lines
    end
    local function enclosed(state, output, list, prefix, open, close, level)
        local entries = #output
        if list and entries > 6 then
            output = grouped(output, list, state.indent)
        end
        if state.depth - level < 3 and entries == #output then
            local length = #output * 2 + state.indent + #open + #prefix + 10
            for i = 1, #output do
                length = length + #output[i]
            end
            local joined = table.concat(output, ", ")
            if length <= 80 and not string.find(joined, "\n", 1, true) then
                return prefix .. open .. " " .. joined .. " " .. close
            end
        end
        local line = "\n" .. rep(" ", state.indent)
        return prefix .. open .. line .. "  " .. table.concat(output, "," .. line .. "  ") .. line .. close
    end
    local function member(state, value, level, extra)
        state.indent = state.indent + extra
        local text = inspect(state, value, level)
        state.indent = state.indent - extra
        return text
    end
    local function isList(value)
        return value[1] ~= nil or next(value) == nil and getmetatable(value) == nil
    end
    local function nameOfClass(value)
        local class = value.constructor
        return type(class) == "table" and rawget(class, "name") or nil
    end
    local function keyText(key)
        if type(key) == "number" then
            return "'" .. __TS__NumberText(key) .. "'"
        end
        return string.find(key, "^[%a_$][%w_$]*$") and key or quoted(key)
    end
    local function listBody(state, value, level)
        local output, count = {}, #value
        for i = 1, min(count, 100) do
            output[i] = member(state, value[i], level + 1, 2)
        end
        if count > 100 then
            output[101] = "... " .. __TS__NumberText(count - 100) .. " more item" .. (count > 101 and "s" or "")
        end
        return enclosed(state, output, value, "", "[", "]", level)
    end
    local function collectionBody(state, value, level, class)
        local output = {}
        for _, item in __TS__Iterator(value) do
            if class == "Map" then
                output[#output + 1] = member(state, item[1], level + 1, 2) .. " => " .. member(state, item[2], level + 1, 2)
            else
                output[#output + 1] = member(state, item, level + 1, 2)
            end
        end
        local prefix = class .. "(" .. __TS__NumberText(value.size) .. ") "
        if #output == 0 then
            return prefix .. "{}"
        end
        return enclosed(state, output, nil, prefix, "{", "}", level)
    end
    local function accessorText(accessor)
        return accessor.get and (accessor.set and "[Getter/Setter]" or "[Getter]") or "[Setter]"
    end
    local function classText(class)
        local base = rawget(class, "____super")
        local name = rawget(class, "name") or ""
        return "[class " .. (name == "" and "(anonymous)" or name) .. (base and " extends " .. (base.name or "") or "") .. "]"
    end
    local function objectBody(state, value, level, class)
        local output = {}
        local meta = getmetatable(value)
        local accessors = meta and rawget(meta, "__accessors") or {}
        for _, key in ipairs(__TS__Keys(value)) do
            local text = accessors[key] and accessorText(accessors[key]) or member(state, value[key], level + 1, 2)
            output[#output + 1] = keyText(key) .. ": " .. text
        end
        local prefix = class and class .. " " or ""
        if #output == 0 then
            return prefix .. "{}"
        end
        return enclosed(state, output, nil, prefix, "{", "}", level)
    end
    function inspect(state, value, level)
        local kind = type(value)
        if kind == "number" then
            return value == 0 and 1 / value < 0 and "-0" or __TS__NumberText(value)
        elseif kind == "string" then
            return quoted(value)
        elseif kind == "nil" then
            return "undefined"
        elseif kind == "function" then
            return "[Function]"
        elseif kind ~= "table" then
            return tostring(value)
        elseif rawget(value, "prototype") then
            return classText(value)
        elseif rawget(value, "____coroutine") then
            return rawget(value, "____line") and "Object [AsyncGenerator] {}" or "Object [Generator] {}"
        end
        local meta = getmetatable(value)
        if meta and meta.__tostring and value.stack == nil and value.toString == nil then
            return tostring(value)
        elseif meta and type(value.stack) == "string" and value.message ~= nil then
            return __TS__String(value)
        elseif state.open[value] then
            return "[Circular *1]"
        end
        local list, class = isList(value), nameOfClass(value)
        if level > 2 then
            return list and "[Array]" or "[" .. (class or "Object") .. "]"
        end
        state.open[value] = true
        state.depth = level
        local text
        if list then
            text = #value == 0 and "[]" or listBody(state, value, level)
        elseif class == "Map" or class == "Set" then
            text = collectionBody(state, value, level, class)
        else
            text = objectBody(state, value, level, class)
        end
        state.open[value] = nil
        return text
    end
    function __TS__Inspect(value)
        return inspect({open = {}, depth = 0, indent = 0}, value, 0)
    end
end
