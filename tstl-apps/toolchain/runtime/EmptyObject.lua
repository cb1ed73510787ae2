-- `{}` of the run-time library: an object that keeps the order of its keys, where the program asks for it.
local __TS__EmptyObject
do
    local empty = __TS__Shapes and __TS__Shapes[""]
    function __TS__EmptyObject()
        return setmetatable({}, empty)
    end
end
