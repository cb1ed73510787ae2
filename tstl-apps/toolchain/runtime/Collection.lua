-- What Map and Set have in common: keys in a list in the order in which they came, and where in it each stands.
-- A deleted key leaves a gap. When there are many, the list is made anew, and the old one says which is the new.
local __TS__Collection
do
    local GONE, NAN, NIL = {}, {}, {}
    local function newList()
        return {keys = {}, values = {}, count = 0, gaps = 0}
    end
    -- NaN and undefined cannot be keys of a table.
    local function stored(key)
        if key == nil then
            return NIL
        elseif key ~= key then
            return NAN
        end
        return key == 0 and 0.0 or key
    end
    local function shown(key)
        if key == NIL then
            return nil
        end
        return key == NAN and 0 / 0 or key
    end
    local function place(self, key)
        return self.at[key] or (key == nil or key ~= key) and self.at[stored(key)] or nil
    end
    local function tidy(self)
        local old, new, at = self.list, newList(), {}
        for i = 1, old.count do
            local key = old.keys[i]
            if key ~= GONE then
                local count = new.count + 1
                new.keys[count], new.values[count], new.count = key, old.values[i], count
                at[key] = count
            end
        end
        old.new, self.list, self.at = new, new, at
    end
    local prototype = {}
    function prototype.has(self, key)
        return place(self, key) ~= nil
    end
    function prototype.delete(self, key)
        local i = place(self, key)
        if not i then
            return false
        end
        local list = self.list
        self.at[list.keys[i]] = nil
        list.keys[i], list.values[i] = GONE, nil
        list.gaps = list.gaps + 1
        self.size = self.size - 1
        if list.gaps > 32 and list.gaps > list.count / 2 then
            tidy(self)
        end
        return true
    end
    function prototype.clear(self)
        self.list.cleared, self.list.new = true, newList()
        self.list, self.at, self.size = self.list.new, {}, 0.0
    end
    -- Where an iterator stands in the list that is in use now.
    local function moved(iterator)
        local list, i = iterator.list, iterator.i
        while list.new do
            local before = 0
            for j = 1, list.cleared and 0 or i do
                if list.keys[j] ~= GONE then
                    before = before + 1
                end
            end
            list, i = list.new, before
        end
        iterator.list, iterator.i = list, i
        return list
    end
    -- The next place that is no gap.
    local function step(iterator)
        local list = iterator.list
        if not list then
            return nil
        elseif list.new then
            list = moved(iterator)
        end
        local keys, i = list.keys, iterator.i + 1
        while keys[i] == GONE do
            i = i + 1
        end
        if keys[i] == nil then
            iterator.list = nil
            return nil
        end
        iterator.i = i
        return i, list
    end
    local function itself(self)
        return self
    end
    local function iteratorOf(valueAt)
        local iterator = {[Symbol.iterator] = itself}
        iterator.__index = iterator
        function iterator.____round(self)
            local i, list = step(self)
            if i then
                return true, valueAt(list, i)
            end
        end
        function iterator.next(self)
            local i, list = step(self)
            if i then
                return {value = valueAt(list, i), done = false}
            end
            return {done = true}
        end
        return function(self)
            return setmetatable({list = self.list, i = 0}, iterator)
        end
    end
    prototype.keys = iteratorOf(function(list, i) return shown(list.keys[i]) end)
    prototype.values = iteratorOf(function(list, i) return list.values[i] end)
    prototype.entries = iteratorOf(function(list, i) return {shown(list.keys[i]), list.values[i]} end)
    function prototype.forEach(self, action)
        local iterator = {list = self.list, i = 0}
        local i, list = step(iterator)
        while i do
            action(nil, list.values[i], shown(list.keys[i]), self)
            i, list = step(iterator)
        end
    end
    function prototype.put(self, key, value)
        local list, i = self.list, place(self, key)
        if not i then
            i = list.count + 1
            local own = stored(key)
            list.keys[i], list.count, self.at[own], self.size = own, i, i, self.size + 1
        end
        list.values[i] = value
        return self
    end
    function prototype.valueOf(self, key)
        local i = place(self, key)
        return i and self.list.values[i]
    end
    -- A class with those methods that are named.
    function __TS__Collection(name, methods, constructor)
        local class = __TS__Class()
        class.name = name
        for own, from in pairs(methods) do
            class.prototype[own] = prototype[from]
        end
        function class.prototype.____constructor(self, items)
            self.list, self.at, self.size = newList(), {}, 0.0
            if items ~= nil then
                for _, item in __TS__Iterator(items) do
                    constructor(self, item)
                end
            end
        end
        function class.prototype.toString()
            return "[object " .. name .. "]"
        end
        -- No fields that show; nothing that JSON can carry.
        function class.prototype.__keys(_, json)
            return not json and {} or nil
        end
        return class
    end
end
