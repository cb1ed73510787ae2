-- Objects know their keys and the order of them by their metatable: objects of the same keys share one; those with many
-- keys, with keys that are whole numbers, or that keys were deleted from have one of their own. `__keys` in it is
-- the list of keys, or a function that makes it. A key in the list may have no value: it is undefined.
local __TS__Shapes, __TS__Adopt, __TS__ObjectOf, __TS__DeleteKey, __TS__BareObject
do
    local byte, find = string.byte, string.find
    -- Shapes that a program makes while it runs, and the greatest of them.
    local made, MOST, WIDEST = 0, 1000, 16
    local extend
    local function shape(keys)
        local at = {}
        for i = 1, #keys do
            at[keys[i]] = i
        end
        return {__index = __TS__Inherited, __newindex = extend, __keys = keys, at = at, next = {}}
    end
    local function wholeNumber(key)
        if type(key) == "number" then
            return key >= 0 and key % 1 == 0 and key
        end
        local first = byte(key, 1)
        return first and first >= 48 and first <= 57 and (key == "0" or find(key, "^[1-9]%d*$")) and tonumber(key)
    end
    -- Whole numbers first, upwards; the others as they came.
    local function ordered(object)
        local own = getmetatable(object)
        if own.tidy then
            return own.list
        end
        local list, numbers, others = own.list, {}, {}
        for i = 1, own.count do
            local key = list[i]
            if key ~= false then
                local group = wholeNumber(key) and numbers or others
                group[#group + 1] = key
            end
        end
        table.sort(numbers, function(a, b) return wholeNumber(a) < wholeNumber(b) end)
        for i = 1, #others do
            numbers[#numbers + 1] = others[i]
        end
        local at = {}
        for i = 1, #numbers do
            at[numbers[i]] = i
        end
        own.list, own.at, own.count, own.tidy = numbers, at, #numbers, true
        return numbers
    end
    local function checkKey(key)
        if key == "__proto__" then
            error('"__proto__" is no key of an object: use a Map', 3)
        end
    end
    local function insert(object, key, value)
        checkKey(key)
        local own = getmetatable(object)
        if not own.at[key] and type(key) ~= "table" then
            local count = own.count + 1
            own.list[count], own.at[key], own.count = key, count, count
            if own.tidy and wholeNumber(key) then
                local before = own.list[count - 1]
                local number = before and wholeNumber(before)
                own.tidy = count == 1 or number ~= false and number ~= nil and number < wholeNumber(key)
            end
        end
        rawset(object, key, value)
    end
    local function ownShape(object, keys)
        local own = {__index = __TS__Inherited, __newindex = insert, __keys = ordered, list = {}, at = {}, count = 0, tidy = true}
        setmetatable(object, own)
        for i = 1, #keys do
            own.list[i], own.at[keys[i]] = keys[i], i
        end
        own.count = #keys
        return object
    end
    function extend(object, key, value)
        checkKey(key)
        local from = getmetatable(object)
        if not from.at[key] and type(key) ~= "table" then
            local to = from.next[key]
            if to == nil then
                local keys = from.__keys
                if #keys >= WIDEST or made >= MOST or wholeNumber(key) then
                    return insert(ownShape(object, keys), key, value)
                end
                local more = {}
                for i = 1, #keys do
                    more[i] = keys[i]
                end
                more[#keys + 1] = key
                to = shape(more)
                from.next[key] = to
                made = made + 1
            end
            setmetatable(object, to)
        end
        rawset(object, key, value)
    end
    local empty = shape({})
    -- By the keys that a literal of the program has, joined with commas.
    __TS__Shapes = setmetatable({[""] = empty}, {__index = function(shapes, names)
        local keys = {}
        for key in string.gmatch(names, "[^,]+") do
            keys[#keys + 1] = key
        end
        local new = shape(keys)
        shapes[names] = new
        return new
    end})
    -- A table of the VM becomes an object with these keys.
    function __TS__Adopt(object, keys)
        local to = empty
        for i = 1, #keys do
            to = to.next[keys[i]]
            if to == nil then
                local copy = setmetatable({}, empty)
                for j = 1, #keys do
                    copy[keys[j]] = object[keys[j]]
                end
                return copy
            end
        end
        return setmetatable(object, to)
    end
    -- An object literal with computed keys: keys and values in turn.
    function __TS__ObjectOf(...)
        local object = setmetatable({}, empty)
        for i = 1, select("#", ...), 2 do
            local key, value = select(i, ...)
            object[key] = value
        end
        return object
    end
    -- An object without a prototype: it inherits nothing.
    function __TS__BareObject()
        local object = ownShape({}, {})
        local own = getmetatable(object)
        own.__index, own.bare = nil, true
        return object
    end
    function __TS__DeleteKey(object, key)
        local from = getmetatable(object)
        if from and from.at and from.at[key] then
            if from.list == nil then
                from = getmetatable(ownShape(object, from.__keys))
            end
            from.list[from.at[key]] = false
            from.at[key] = nil
            from.tidy = false
        end
        rawset(object, key, nil)
        return true
    end
end
