local Set
do
    Set = __TS__Collection("Set", {
        clear = "clear", delete = "delete", forEach = "forEach", has = "has", keys = "values",
        put = "put", values = "values", [Symbol.iterator] = "values"
    }, function(self, value) self:add(value) end)
    function Set.prototype.add(self, value)
        return self:put(value, value == 0 and 0.0 or value)
    end
end
