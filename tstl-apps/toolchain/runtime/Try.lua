-- The call inside a try.
local __TS__Try
do
    local function settled(ok, ...)
        if ok then
            return ok, ...
        end
        -- Where the stack has overflown, the handler had no room.
        return ok, __TS__AsError((...))
    end
    function __TS__Try(action)
        return settled(xpcall(action, __TS__AsError))
    end
end
