-- JSON.parse(text, reviver): what it makes of every value, the innermost first.
local __TS__JsonRevive
do
    local function revived(holder, key, value, reviver)
        if type(value) == "table" then
            local list = __TS__ArrayIsArray(value)
            local keys = __TS__Keys(value)
            for i = 1, #keys do
                local name, place = __TS__KeyText[keys[i]], list and i or keys[i]
                local new = revived(value, name, value[place], reviver)
                if new == nil and list then
                    error(__TS__New(TypeError, "a list cannot hold undefined: the reviver gives none for " .. name), 0)
                elseif new == nil then
                    __TS__DeleteKey(value, place)
                else
                    value[place] = new
                end
            end
        end
        return reviver(holder, key, value)
    end
    function __TS__JsonRevive(value, reviver)
        return revived({[""] = value}, "", value, reviver)
    end
end
