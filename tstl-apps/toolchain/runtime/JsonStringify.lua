-- The board's own JSON where it can; here what it refuses: functions and undefined are left out, NaN is null, toJSON is
-- asked, and a replacer or an indentation.
local __TS__JsonStringify
do
    local native = __vnetos
    local write
    local function quoted(text)
        local json, _, message = native.encode(text)
        if json == nil then
            error(__TS__New(TypeError, message), 0)
        end
        return json
    end
    local function enclosed(state, parts, open, close)
        if #parts == 0 then
            return open .. close
        elseif state.step == "" then
            return open .. table.concat(parts, ",") .. close
        end
        local line = "\n" .. state.indent
        return open .. line .. state.step .. table.concat(parts, "," .. line .. state.step) .. line .. close
    end
    local function nameOf(object)
        local class = object.constructor
        local name = type(class) == "table" and rawget(class, "name")
        return "object with constructor '" .. (name or __TS__ArrayIsArray(object) and "Array" or "Object") .. "'"
    end
    local function keyName(key)
        return tonumber(key) and "index " .. key or "property '" .. key .. "'"
    end
    -- V8's words: the way from the object back to itself.
    local function circle(state, object)
        local lines = {"Converting circular structure to JSON\n    --> starting at " .. nameOf(object)}
        local from = #state.path
        while state.path[from].object ~= object do
            from = from - 1
        end
        for i = from + 1, #state.path do
            if i <= from + 2 or i == #state.path then
                lines[#lines + 1] = "    |     " .. keyName(state.path[i].key) .. " -> " .. nameOf(state.path[i].object)
            elseif i == from + 3 then
                lines[#lines + 1] = "    |     ..."
            end
        end
        lines[#lines + 1] = "    --- " .. keyName(state.key) .. " closes the circle"
        return table.concat(lines, "\n")
    end
    local function nested(state, list, write)
        if state.open[list] then
            error(__TS__New(TypeError, circle(state, list)), 0)
        end
        state.open[list] = true
        state.path[#state.path + 1] = {object = list, key = state.key}
        local indent = state.indent
        state.indent = indent .. state.step
        local parts = write(state, list)
        state.indent, state.open[list] = indent, nil
        state.path[#state.path] = nil
        return parts
    end
    local function items(state, list)
        local parts = {}
        for i = 1, #list do
            parts[i] = write(state, list, __TS__KeyText[i - 1], list[i]) or "null"
        end
        return parts
    end
    local function members(state, object)
        local parts = {}
        local keys = state.names or __TS__Keys(object)
        for i = 1, #keys do
            local key = __TS__String(keys[i])
            local value = write(state, object, key, object[keys[i]])
            if value then
                parts[#parts + 1] = quoted(key) .. (state.step == "" and ":" or ": ") .. value
            end
        end
        return parts
    end
    function write(state, holder, key, value)
        if type(value) == "table" and type(value.toJSON) == "function" then
            value = value:toJSON(key)
        end
        if state.replace then
            value = state.replace(holder, key, value)
        end
        state.key = key
        local kind = type(value)
        if kind == "string" then
            return quoted(value)
        elseif kind == "number" then
            return value - value == 0 and __TS__NumberText(value) or "null"
        elseif kind == "boolean" then
            return value and "true" or "false"
        elseif kind ~= "table" or rawget(value, "prototype") or (getmetatable(value) or {}).____symbol then
            return nil
        elseif __TS__ArrayIsArray(value) then
            return enclosed(state, nested(state, value, items), "[", "]")
        end
        return enclosed(state, nested(state, value, members), "{", "}")
    end
    local function indentation(space)
        if type(space) == "number" then
            return string.rep(" ", math.floor(math.max(0, math.min(10, space))))
        end
        return string.sub(space or "", 1, 10)
    end
    function __TS__JsonStringify(value, replacer, space)
        if replacer == nil and space == nil and type(value) == "table" then
            local text = native.encode(value)
            if text ~= nil then
                return text
            end
        end
        local state = {open = {}, path = {}, indent = "", step = indentation(space)}
        if type(replacer) == "table" then
            state.names = {}
            for i = 1, #replacer do
                state.names[i] = __TS__KeyText[replacer[i]]
            end
        else
            state.replace = replacer
        end
        return write(state, {[""] = value}, "", value)
    end
end
