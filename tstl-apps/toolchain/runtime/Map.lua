local Map
do
    Map = __TS__Collection("Map", {
        clear = "clear", delete = "delete", entries = "entries", forEach = "forEach", get = "valueOf",
        has = "has", keys = "keys", set = "put", values = "values", [Symbol.iterator] = "entries"
    }, function(self, entry) self:set(entry[1], entry[2]) end)
end
