-- list.keys(), list.values(), list.entries(): they see what is added while they go.
local __TS__ArrayKeys, __TS__ArrayValues, __TS__ArrayEntries
do
    local function itself(self)
        return self
    end
    local function iteratorOf(valueAt)
        local iterator = {[Symbol.iterator] = itself}
        iterator.__index = iterator
        function iterator.____round(self)
            local i, list = self.i + 1, self.list
            if list and i <= #list then
                self.i = i
                return true, valueAt(list, i)
            end
            self.list = nil
        end
        function iterator.next(self)
            local more, value = iterator.____round(self)
            return {value = value, done = not more}
        end
        return function(list)
            return setmetatable({list = list, i = 0}, iterator)
        end
    end
    __TS__ArrayKeys = iteratorOf(function(_, i) return i - 1.0 end)
    __TS__ArrayValues = iteratorOf(function(list, i) return list[i] end)
    __TS__ArrayEntries = iteratorOf(function(list, i) return {i - 1.0, list[i]} end)
end
