local WeakMap
do
    local NIL = {}
    WeakMap = __TS__Class()
    WeakMap.name = "WeakMap"
    function WeakMap.prototype.____constructor(self, entries)
        self.items = setmetatable({}, {__mode = "k"})
        if entries ~= nil then
            for _, entry in __TS__Iterator(entries) do
                self:set(entry[1], entry[2])
            end
        end
    end
    function WeakMap.prototype.get(self, key)
        local value = self.items[key]
        if value ~= NIL then
            return value
        end
    end
    function WeakMap.prototype.has(self, key)
        return self.items[key] ~= nil
    end
    function WeakMap.prototype.set(self, key, value)
        if value == nil then
            value = NIL
        end
        self.items[key] = value
        return self
    end
    function WeakMap.prototype.delete(self, key)
        local there = self.items[key] ~= nil
        self.items[key] = nil
        return there
    end
    function WeakMap.prototype.__keys(_, json)
        return not json and {} or nil
    end
end
