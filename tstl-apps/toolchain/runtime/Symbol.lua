-- Symbols are tables of their own kind. The well-known ones are fields of Symbol.
local __TS__Symbol, Symbol
do
    local metatable = {____symbol = true, __tostring = function(self)
        return "Symbol(" .. (self.description or "") .. ")"
    end}
    function __TS__Symbol(description)
        return setmetatable({description = description}, metatable)
    end
    Symbol = {}
    for _, name in ipairs({"asyncDispose", "asyncIterator", "dispose", "hasInstance", "iterator", "species", "toStringTag"}) do
        Symbol[name] = __TS__Symbol("Symbol." .. name)
    end
end
