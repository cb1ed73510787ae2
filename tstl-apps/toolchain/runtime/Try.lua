-- The call inside a try.
local function __TS__Try(action)
    return xpcall(action, __TS__AsError)
end
