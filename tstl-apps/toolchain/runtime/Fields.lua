-- The fields of a class, after those of its base. A class that says itself what its JSON is, or whose base is more than an
-- object, is none that the board's JSON can carry.
local function __TS__Fields(class, ...)
    local prototype, base = class.prototype, class.____super
    local inherited = base and base.prototype and rawget(base.prototype, "__keys") or {}
    local special = type(inherited) == "function" or prototype.toJSON ~= nil
    if type(inherited) == "function" then
        inherited = inherited(base.prototype) or {}
    end
    local keys, known, own = {}, {}, {...}
    for i = 1, #inherited do
        keys[i], known[inherited[i]] = inherited[i], true
    end
    for i = 1, #own do
        if not known[own[i]] then
            keys[#keys + 1], known[own[i]] = own[i], true
        end
    end
    prototype.__keys = not special and keys or function(_, json)
        return not json and keys or nil
    end
end
