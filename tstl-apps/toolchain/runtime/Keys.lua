-- The keys of an object, in JavaScript's order, in a list of the caller's own.
local __TS__Keys
do
    local rank = {status = "1", value = "2", reason = "3", done = "4"}
    -- Tables of the run-time library itself know no order: those that a program sees are results of iterators and promises.
    local function found(object)
        local keys = {}
        for key in pairs(object) do
            if type(key) == "string" then
                keys[#keys + 1] = key
            end
        end
        if object.done ~= nil and object.value == nil then
            keys[#keys + 1] = "value"
        end
        table.sort(keys, function(a, b) return (rank[a] or a) < (rank[b] or b) end)
        return keys
    end
    function __TS__Keys(object)
        if type(object) ~= "table" then
            return {}
        end
        local meta = getmetatable(object)
        local known = meta and rawget(meta, "__keys")
        if not known then
            if meta == nil and object[1] ~= nil then
                local indexes = {}
                for i = 1, #object do
                    indexes[i] = i - 1.0
                end
                return indexes
            end
            return found(object)
        elseif type(known) == "function" then
            known = known(object)
        end
        local keys = {}
        for i = 1, #known do
            keys[i] = known[i]
        end
        return keys
    end
end
