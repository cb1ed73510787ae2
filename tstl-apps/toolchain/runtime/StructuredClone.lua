-- A copy of all that a value holds. Objects of classes become plain ones; functions cannot be copied.
local __TS__StructuredClone
do
    local clone
    local function list(value, known)
        local copy = {}
        known[value] = copy
        for i = 1, #value do
            copy[i] = clone(value[i], known)
        end
        return copy
    end
    local function object(value, known)
        local copy = __TS__EmptyObject()
        known[value] = copy
        local keys = __TS__Keys(value)
        for i = 1, #keys do
            copy[keys[i]] = clone(value[keys[i]], known)
        end
        return copy
    end
    local function collection(value, class, known)
        local copy = __TS__New(class)
        known[value] = copy
        for _, item in __TS__Iterator(value) do
            if value.set then
                copy:set(clone(item[1], known), clone(item[2], known))
            else
                copy:add(clone(item, known))
            end
        end
        return copy
    end
    function clone(value, known)
        local kind = type(value)
        if kind == "function" then
            error(__TS__New(Error, "a function could not be cloned."), 0)
        elseif kind ~= "table" or known[value] then
            return known[value] or value
        elseif __TS__ArrayIsArray(value) then
            return list(value, known)
        end
        local class = value.constructor
        local name = type(class) == "table" and rawget(class, "name")
        if (name == "Map" or name == "Set") and value.list then
            return collection(value, class, known)
        elseif name == "Date" then
            return __TS__New(class, value:getTime())
        end
        return object(value, known)
    end
    function __TS__StructuredClone(value)
        return clone(value, {})
    end
end
