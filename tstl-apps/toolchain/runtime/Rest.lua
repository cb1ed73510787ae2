-- The list of a rest parameter.
local function __TS__Rest(...)
    local list = {...}
    for i = 1, select("#", ...) do
        if list[i] == nil then
            __TS__Element()
        end
    end
    return list
end
