-- f.bind(self, …): what is undefined counts, too.
local function __TS__FunctionBind(action, ...)
    local count, bound = select("#", ...), {...}
    return function(_, ...)
        local all = {__TS__Unpack(bound, 1, count)}
        local more = select("#", ...)
        local given = {...}
        for i = 1, more do
            all[count + i] = given[i]
        end
        return action(__TS__Unpack(all, 1, count + more))
    end
end
