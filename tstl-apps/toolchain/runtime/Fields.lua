-- The fields of a class, after those of its base. `false` where the class says itself what its JSON is.
local function __TS__Fields(class, ...)
    local prototype, base = class.prototype, class.____super
    local keys, own = {}, {...}
    local inherited = base and base.prototype and rawget(base.prototype, "__keys") or {}
    for i = 1, #inherited do
        keys[i] = inherited[i]
    end
    for i = 1, #own do
        local known = false
        for j = 1, #inherited do
            known = known or inherited[j] == own[i]
        end
        if not known then
            keys[#keys + 1] = own[i]
        end
    end
    prototype.__keys = keys
end
