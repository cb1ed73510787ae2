-- Names of a table's own fields as texts: numbers first, upwards, then the others by the alphabet. Lua keeps no
-- order of its own, and its order differs from run to run.
local __TS__Keys
do
    local function numberOf(key)
        return type(key) == "number" and key or string.find(key, "^%d+$") and tonumber(key)
    end
    local function before(a, b)
        local first, second = numberOf(a), numberOf(b)
        if first and second then
            return first < second
        elseif first or second then
            return first ~= nil and first ~= false
        end
        return a < b
    end
    function __TS__Keys(object)
        local keys = {}
        for key in pairs(object) do
            if type(key) == "string" or type(key) == "number" then
                keys[#keys + 1] = key
            end
        end
        table.sort(keys, before)
        return keys
    end
end
