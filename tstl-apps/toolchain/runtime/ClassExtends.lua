-- Makes a class inherit from another: its members, its statics, and accessors, which are functions of metatables.
local function inherit(from, to, name, ...)
    if type(from[name]) == "function" then
        to[name] = from[name]
    end
    if ... then
        inherit(from, to, ...)
    end
end
local function __TS__ClassExtends(target, base)
    target.____super = base
    local statics = setmetatable({__index = base}, base)
    setmetatable(target, statics)
    inherit(getmetatable(base) or {}, statics, "__index", "__newindex")
    setmetatable(target.prototype, base.prototype)
    inherit(base.prototype, target.prototype, "__index", "__newindex", "__tostring")
end
