-- A value as Node.js shows it in console.log.
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
    local WIDE = {"[\227-\233]", "\234[\176-\191]", "[\235\236]", "\237[\128-\158]", "\239\188", "\240\159[\140-\155\164-\171]", "\240[\160-\179]"}
    -- Columns: those of Chinese, Japanese and Korean, and pictures, take two.
    local function width(text)
        if not string.find(text, "[\128-\255]") then
            return #text
        end
        local columns = select(2, string.gsub(text, "[^\128-\191]", ""))
        for i = 1, #WIDE do
            columns = columns + select(2, string.gsub(text, WIDE[i], ""))
        end
        return columns
    end
    -- Lists of more than six entries stand in columns.
    local function grouped(output, list, level)
        local total, longest, lengths = 0, 0, {}
        -- The hundred and first says how many more there are.
        local count = min(#output, 100)
        for i = 1, count do
            lengths[i] = width(output[i])
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
                length = length + width(output[i])
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
        return getmetatable(value) == nil and (value[1] ~= nil or next(value) == nil)
    end
    local function nameOfClass(value)
        local class = value.constructor
        return type(class) == "table" and rawget(class, "name") or nil
    end
    local function keyText(key)
        if type(key) == "number" then
            return "'" .. __TS__NumberText(key) .. "'"
        end
        return string.find(key, "^[%a_][%w_]*$") and key or quoted(key)
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
    local function collectionBody(state, value, level, class, name)
        local output = {}
        for _, item in __TS__Iterator(value) do
            if #output == 100 then
                local more = value.size - 100
                output[101] = "... " .. __TS__NumberText(more) .. " more item" .. (more > 1 and "s" or "")
                break
            elseif class == "Map" then
                output[#output + 1] = member(state, item[1], level + 1, 2) .. " => " .. member(state, item[2], level + 1, 2)
            else
                output[#output + 1] = member(state, item, level + 1, 2)
            end
        end
        local prefix = name .. "(" .. __TS__NumberText(value.size) .. ") " .. (name ~= class and "[" .. class .. "] " or "")
        if #output == 0 then
            return prefix .. "{}"
        end
        return enclosed(state, output, nil, prefix, "{", "}", level)
    end
    local function isCollection(value)
        return rawget(value, "list") and rawget(value, "at") and type(rawget(value, "size")) == "number"
    end
    local function isEmpty(value)
        if isCollection(value) then
            return value.size == 0
        end
        return next(value) == nil or not isList(value) and #__TS__Keys(value) == 0
    end
    local function accessorText(accessor)
        return accessor.get and (accessor.set and "[Getter/Setter]" or "[Getter]") or "[Setter]"
    end
    local function objectBody(state, value, level, class)
        local output, keys = {}, __TS__Keys(value)
        local accessors = (getmetatable(value) or {}).__accessors or {}
        for i = 1, #keys do
            local key, accessor = keys[i], accessors[keys[i]]
            local own = not accessor and value[key]
            if type(own) == "function" then
                own = "[Function: " .. key .. "]"
            else
                own = accessor and accessorText(accessor) or member(state, value[key], level + 1, 2)
            end
            output[i] = keyText(key) .. ": " .. own
        end
        local prefix = class and class .. " " or ""
        if #output == 0 then
            return prefix .. "{}"
        end
        return enclosed(state, output, nil, prefix, "{", "}", level)
    end
    local function promiseBody(state, value, level)
        local text = "<pending>"
        if value.state == 1 then
            text = member(state, value.value, level + 1, 2)
        elseif value.state == 2 then
            text = "<rejected> " .. member(state, value.rejectionReason, level + 1, 2)
        end
        return enclosed(state, {text}, nil, "Promise ", "{", "}", level)
    end
    local function nameOf(class)
        local name = rawget(class, "name") or ""
        return name == "" and "(anonymous)" or name
    end
    local function classText(class)
        local base = rawget(class, "____super")
        return "[class " .. nameOf(class) .. (base and " extends " .. nameOf(base) or "") .. "]"
    end
    -- What is shown of it is its own: the body of a list, of a collection, of an object.
    local function body(state, value, level, class)
        if isList(value) then
            return #value == 0 and "[]" or listBody(state, value, level)
        elseif isCollection(value) then
            return collectionBody(state, value, level, value.set and "Map" or "Set", class)
        elseif class == "Promise" then
            return promiseBody(state, value, level)
        elseif class == "WeakMap" or class == "WeakSet" then
            return class .. " { <items unknown> }"
        end
        return objectBody(state, value, level, class)
    end
    local function simple(value)
        local kind = type(value)
        if kind == "number" then
            return value == 0 and 1 / value < 0 and "-0" or __TS__NumberText(value)
        elseif kind == "string" then
            return quoted(value)
        elseif kind == "nil" then
            return "undefined"
        elseif kind == "function" then
            return "[Function (anonymous)]"
        elseif kind ~= "table" then
            return tostring(value)
        elseif rawget(value, "prototype") then
            return classText(value)
        elseif rawget(value, "____coroutine") then
            return rawget(value, "____line") and "Object [AsyncGenerator] {}" or "Object [Generator] {}"
        end
        local meta = getmetatable(value)
        if not meta then
            return nil
        elseif meta.____symbol then
            return tostring(value)
        elseif type(value.stack) == "string" and value.message ~= nil then
            return __TS__String(value)
        elseif value.toISOString and type(rawget(value, "time")) == "number" then
            return value.time == value.time and value:toISOString() or "Invalid Date"
        end
    end
    function inspect(state, value, level)
        local text = simple(value)
        if text then
            return text
        elseif state.open[value] then
            if not state.circles[value] then
                state.count = state.count + 1
                state.circles[value] = "*" .. __TS__NumberText(state.count)
            end
            return "[Circular " .. state.circles[value] .. "]"
        end
        local class = nameOfClass(value)
        if (getmetatable(value) or {}).bare then
            class = "[Object: null prototype]"
        end
        if isEmpty(value) then
            return body(state, value, level, class)
        elseif level > 2 then
            return isList(value) and "[Array]" or "[" .. string.gsub(class or "Object", "[%[%]]", "") .. "]"
        end
        state.open[value] = true
        state.depth = level
        text = body(state, value, level, class)
        state.open[value] = nil
        local circle = state.circles[value]
        return circle and "<ref " .. circle .. "> " .. text or text
    end
    function __TS__Inspect(value)
        return inspect({open = {}, circles = {}, count = 0, depth = 0, indent = 0}, value, 0)
    end
end
